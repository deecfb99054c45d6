"""`make drill-client`: a public gateway library, unmodified, pays through our simulators.

The library is az-iranian-bank-gateways (BSD), installed into an environment of its own in a
temporary folder, which is removed. It knows its banks by fixed addresses; two environment
variables lead it to the simulators (see crossing.py), as they would lead any client. With
`--record FILE` the messages it really sent are written down, for the tests to replay. The last
line counts the checks; the exit code is not zero when any failed.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import httpx

from amanat.config.client.crossing import Message, certificate, crossing
from amanat.config.client.shop import PLAYS, RIAL
from amanat.kernel.drilling import end, say
from simulators.main import Simulators

LIBRARY = "az-iranian-bank-gateways==2.3.4"
ALSO = "requests"  # The library imports it and does not name it.
SHOP = Path(__file__).with_name("shop.py")
URLS = """from azbankgateways.urls import az_bank_gateways_urls
from django.urls import path
urlpatterns = [path("bankgateways/", az_bank_gateways_urls())]
"""
INSTALL_SECONDS, PLAY_SECONDS = 600, 120
STATE_THERE = {
    ("MELLAT", "pay"): "SETTLED",
    ("MELLAT", "cancel"): "FAILED",
    ("ZARINPAL", "pay"): "VERIFIED",
    ("ZARINPAL", "cancel"): "FAILED",
}
DONE = "COMPLETE"
GAPS = (
    (re.compile(r"(?<=RefId=)[0-9A-Fa-f]{20}"), "{token}"),
    (re.compile(r"A0[0-9A-Za-z]{34}"), "{token}"),
    (re.compile(r"(?<=<saleReferenceId>)[0-9]+"), "{sale}"),
)


def install(folder: Path) -> Path:
    """An environment that holds the library and what it needs; its Python."""
    subprocess.run([sys.executable, "-m", "venv", folder / "env"], check=True)
    python = folder / "env/bin/python"
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", LIBRARY, ALSO],
        check=True, timeout=INSTALL_SECONDS,
    )  # fmt: skip
    return python


def payments(python: Path, folder: Path, proxy: str, trusted: Path) -> list[dict[str, str]]:
    """What the shop's payments came to, in the library's own words."""
    (folder / "shop_urls.py").write_text(URLS)
    steered = {"HTTPS_PROXY": proxy, "HTTP_PROXY": proxy, "NO_PROXY": "",
               "REQUESTS_CA_BUNDLE": str(trusted), "PYTHONPATH": str(folder),
               "PATH": os.environ.get("PATH", "")}  # fmt: skip
    played = subprocess.run(
        [python, SHOP], env=steered, capture_output=True, text=True, timeout=PLAY_SECONDS,
        check=False,
    )  # fmt: skip
    if played.returncode:
        say(played.stderr[-3000:])
    return [json.loads(line) for line in played.stdout.splitlines()]


def play(folder: Path) -> tuple[list[tuple[str, bool]], list[Message]]:
    """Every check with its outcome, and every message the library sent."""
    say(f"Installing {LIBRARY} into an environment of its own.")
    python, trusted = install(folder), certificate(folder)
    outside = Simulators("127.0.0.1", 0, folder / "simulators", None)
    thread = threading.Thread(target=outside.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        with crossing(outside.address, trusted) as between:
            told = payments(python, folder, between.address, trusted)
            return list(checks(told, books(outside.address))), between.heard
    finally:
        outside.shutdown()
        thread.join()
        outside.close()


def books(address: str) -> dict[str, list[dict[str, Any]]]:
    """The banks' own books, oldest order first."""
    return {
        name.upper(): httpx.get(f"{address}/{name}/orders.json", trust_env=False).json()["orders"][
            ::-1
        ]
        for name in ("mellat", "zarinpal")
    }


def checks(
    told: list[dict[str, str]], orders: dict[str, list[dict[str, Any]]]
) -> "list[tuple[str, bool]]":
    """What the library says, and what the bank's book says, payment by payment."""
    found = []
    for gateway, choice in PLAYS:
        heard = next((one["status"] for one in told if (one["gateway"], one["choice"])
                      == (gateway, choice)), "nothing")  # fmt: skip
        order = orders[gateway].pop(0) if orders[gateway] else {}
        is_paid = choice == "pay"
        found += [
            (f"{gateway} {choice}: the library says {heard}", (heard == DONE) is is_paid),
            (f"{gateway} {choice}: the bank's book says {order.get('state')}",
             order.get("state") == STATE_THERE[gateway, choice]),
            (f"{gateway} {choice}: {order.get('amount_units')} rial were asked for",
             order.get("amount_units") == RIAL),
        ]  # fmt: skip
    return found


def general(text: str) -> str:
    """A message with gaps where the bank's answers of another day will stand."""
    for found, gap in GAPS:
        text = found.sub(gap, text)
    return text


def main() -> int:
    options = argparse.ArgumentParser(prog="make drill-client", description=__doc__)
    options.add_argument("--record", type=Path)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found, heard = play(Path(folder))
    for what, is_right in found:
        say(f"{'ok  ' if is_right else 'FAIL'}  {what}")
    if asked.record:
        sent = [asdict(replace(one, path=general(one.path), body=general(one.body)))
                for one in heard]  # fmt: skip
        asked.record.write_text(json.dumps(sent, ensure_ascii=False, indent=1) + "\n")
    failed = sum(not is_right for _, is_right in found)
    return end(len(found) - failed, failed)


if __name__ == "__main__":
    sys.exit(main())
