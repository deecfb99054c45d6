"""The doctor looks at every part, and one broken part does not hide the others."""

import json

import pytest

from amanat.config import doctor, doctor_inside
from amanat.config.finding import Finding


@pytest.mark.django_db
@pytest.mark.parametrize("look", doctor_inside.CHECKS, ids=lambda look: look.__name__)
def test_a_fresh_installation_is_healthy_inside(look: object) -> None:
    assert look().level == "ok"


def test_every_finding_that_is_not_ok_says_what_to_do() -> None:
    for one in doctor.examine():
        assert one.level == "ok" or one.do, one


def test_a_check_that_breaks_is_a_finding() -> None:
    def ledger_sums() -> Finding:
        raise RuntimeError("boom")

    assert doctor.guarded(ledger_sums).level == "fail"


def test_machines_get_one_document() -> None:
    findings = [Finding("ok", "disk", "fine"), Finding("fail", "web", "silent", "make run")]
    told = json.loads(doctor.as_json(findings))
    assert told["ok"] is False
    assert told["findings"][1]["do"] == "make run"


def test_secrets_that_others_may_read_are_found(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AMANAT_HOME", str(tmp_path))
    folder = doctor.environment.home() / "secrets"
    folder.mkdir(mode=0o700)
    (folder / "django_key").write_text("x")
    (folder / "django_key").chmod(0o644)
    assert doctor.secrets().level == "fail"
    (folder / "django_key").chmod(0o600)
    assert doctor.secrets().level == "ok"
