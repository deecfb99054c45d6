"""A plug-in of pytest for the drill: one line of JSON for each test that ran, as it ends."""

import json
import os
from pathlib import Path

import pytest


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Write down how a test went, with the figures it recorded."""
    if report.when != "call" and report.passed:
        return
    figures = dict(report.user_properties).get("figures", {})
    outcome = {
        "passed": report.passed,
        "figures": figures,
        "seconds": report.duration,
        "words": "passed" if report.passed else "failed",
    }
    name = report.nodeid.rpartition("::")[2]
    with Path(os.environ["AMANAT_REPORT"]).open("a") as file:
        file.write(json.dumps({"test": name, "outcome": outcome}) + "\n")
