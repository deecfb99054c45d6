"""What must not be kept never reaches a log line."""

import json
import logging

import pytest
import structlog

from amanat.config import logs

SECRETS = [
    ("sent to 09121234567", "09121234567"),
    ("sent to +98 code", "9121234567890"),
    ("phone ۰۹۱۲۱۲۳۴۵۶۷", "۰۹۱۲۱۲۳۴۵"),
    ("to IR062960000000100324200001 now", "062960000000100324200001"),
    ("card 6037-9911-1122-3344", "6037-9911-1122-3344"),
    ("national id 0012345679", "0012345679"),
    ("your code: 483920", "483920"),
    ("کد: ۴۸۳۹۲۰", "۴۸۳۹۲۰"),
    ("GET http://127.0.0.1/v1/6D2F3A4B5C6D7E8F9A6D/sms/send.json", "6D2F3A4B5C6D7E8F9A6D"),
    ("postgresql://amanat:hunter2@db/amanat", "hunter2"),
    ("/pay?token=abcdef123&x=1", "abcdef123"),
]


@pytest.mark.parametrize(("text", "secret"), SECRETS)
def test_a_secret_in_a_sentence_is_masked(text: str, secret: str) -> None:
    assert secret not in logs.clean(text)


def test_a_secret_in_a_named_field_is_hidden_however_deep() -> None:
    line = logs.without_secrets(
        None, "info", {"event": "x", "deal": {"buyer": {"national_id": "1", "units": 12_000}}}
    )
    assert line == {"event": "x", "deal": {"buyer": {"national_id": logs.HIDDEN, "units": 12_000}}}


def test_amounts_states_and_codes_of_deals_stay_readable() -> None:
    text = "deal D-7KQ2 paid 1200000 rials, state funded, 2026-11-21T10:00:00Z"
    assert logs.clean(text) == text


def test_a_library_s_log_line_passes_the_same_processors() -> None:
    logs.set_up()
    formatter = logging.getLogger().handlers[0].formatter
    assert formatter is not None
    record = logging.LogRecord("lib", logging.WARNING, "x.py", 1, "to %s", ("09121234567",), None)
    structlog.contextvars.bind_contextvars(request_id="r-1")
    line = json.loads(formatter.format(record))
    structlog.contextvars.clear_contextvars()
    assert line["event"] == "to 09•••••••67"
    assert line["request_id"] == "r-1"
    assert line["level"] == "warning"
