"""Structured logs: one JSON line a fact, with the request it belongs to, and without secrets.

Whatever is logged by us or by a library passes the same processors. Phones keep their last two
digits, everything else that is secret or personal is replaced as a whole.
"""

import logging.config
import re
from collections.abc import MutableMapping
from typing import Any

import structlog

HIDDEN = "[hidden]"
SECRET_NAMES = re.compile(
    r"password|passwd|secret|token|api_?key|authorization|cookie|otp|\bcode\b|national_?id|sheba|"
    r"iban|card|field_key|blind_key|signing_key",
    re.IGNORECASE,
)
#  Digits as people write them: Latin, Persian, Arabic.
D = "[0-9۰-۹٠-٩]"
MASKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"(?<!{D})(?:\+98|0098|98|0|۰)?[9۹]{D}{{7}}({D}{{2}})(?!{D})"), r"09•••••••\1"),
    (re.compile(rf"\bIR[ -]?(?:{D}[ -]?){{24}}", re.IGNORECASE), "IR•••"),
    (re.compile(rf"(?<!{D})(?:{D}{{4}}[ -]?){{4}}(?!{D})"), "card•••"),
    (re.compile(rf"(?<!{D}){D}{{10}}(?!{D})"), "id•••"),
    (re.compile(r"(/v1/)[A-Za-z0-9%+=_-]{16,}(/)"), r"\1[hidden]\2"),
    (re.compile(r"(/sms/in/)[^/\s\"'?]+"), r"\1[hidden]"),
    (re.compile(r"(postgres(?:ql)?://[^:/@\s]*:)[^@\s]+@"), r"\1[hidden]@"),
    (re.compile(r"([?&](?:key|token|code|api_?key|receptor)=)[^&\s\"']+", re.I), r"\1[hidden]"),
    (re.compile(rf"((?:code|otp|کد|رمز)\W{{1,3}}){D}{{4,8}}(?!{D})", re.I), r"\1[hidden]"),
)  # fmt: skip
DEEPEST = 6

Line = MutableMapping[str, Any]


def clean(text: str) -> str:
    """The text without phones, Shebas, cards, national ids, codes and keys."""
    for pattern, mask in MASKS:
        text = pattern.sub(mask, text)
    return text


def hide(value: Any, depth: int = 0) -> Any:
    """Any value of a log line without what must not be kept."""
    if isinstance(value, str):
        return clean(value)
    if depth >= DEEPEST:
        return HIDDEN
    if isinstance(value, dict):
        return {
            key: HIDDEN if SECRET_NAMES.search(str(key)) and inner else hide(inner, depth + 1)
            for key, inner in value.items()
        }
    if isinstance(value, list | tuple):
        return [hide(inner, depth + 1) for inner in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return clean(str(value))


def without_secrets(_logger: object, _method: str, line: Line) -> Line:
    """The processor that stands before every renderer."""
    for name, value in line.items():
        if not name.startswith("_"):
            line[name] = HIDDEN if SECRET_NAMES.search(name) and value else hide(value)
    return line


SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,  # The request id, bound by the middleware.
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
    structlog.processors.format_exc_info,
    without_secrets,
]


def configuration() -> dict[str, Any]:
    """Django's LOGGING: everything as JSON on the standard error stream."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": SHARED,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            "procrastinate": {"level": "WARNING"},
            "httpx": {"level": "WARNING"},
        },
    }


def set_up() -> None:
    """For processes that do not load Django's settings."""
    logging.config.dictConfig(configuration())
