"""What only one kind of thing promises: the `more` of its terms. Each kind has its own names."""

import re
from collections.abc import Callable
from typing import Any

from amanat.capabilities.deals.refusals import (
    DomainIsIr,
    DomainNotIr,
    DomainWrong,
    HoursOutOfRange,
    PromiseMissing,
    SecretWrong,
    TermsIncomplete,
    TextTooLong,
)
from amanat.capabilities.deals.rules.coins import address_text, amount_text, network_code
from amanat.capabilities.deals.rules.kinds import (
    ACCOUNT,
    CODE,
    COIN,
    DOMAIN,
    DOMAIN_IR,
    DOMAINS,
    GOODS,
)
from amanat.words.persian import ascii_digits, normalise
from amanat.words.refusal import Invalid, refuse_unless

LONGEST_NAME = 60
LONGEST_DOMAIN = 253
POINTS = ("mail_changed", "two_factor_off", "recovery_given")
CARRIER_CHOOSERS = (
    "seller",
    "buyer",
)  # Who chose the carrier and its cover bears what they leave open.
RECOVERY_HOURS = range(24, 14 * 24 + 1)  # How long an account’s money may wait after approval.
COSTS = ("buyer", "seller", "half")
LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
IR = re.compile(rf"(?:{LABEL})\.(?:(?:co|ac|org|net|gov|id|sch)\.)?ir")
GENERIC = re.compile(rf"(?:{LABEL}\.)+(?:[a-z]{{2,63}}|xn--[a-z0-9-]{{2,59}})")
HANDLE = re.compile(r"[a-z0-9][a-z0-9-]{1,38}[a-z0-9]")
CODE_FORM = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _-]{2,62}[A-Za-z0-9]")
TRANSFER_CODE_FORM = re.compile(r"[\x21-\x7e]{4,200}")
BUNDLE_CHARACTERS = range(8, 2_001)


def domain_name(kind: str, typed: str, param: str = "domain") -> str:
    """The name as a registry writes it, or a refusal: also when it belongs to the other kind."""
    name = ascii_digits(typed).strip().lower().rstrip(".")
    name = re.sub(r"^https?://", "", name).rstrip("/")
    is_ir = name.endswith(".ir")
    refuse_unless(is_ir or kind != DOMAIN_IR, DomainNotIr, param)
    refuse_unless(not is_ir or kind != DOMAIN, DomainIsIr, param)
    fine = len(name) <= LONGEST_DOMAIN and (IR if is_ir else GENERIC).fullmatch(name)
    refuse_unless(bool(fine), DomainWrong, param)
    return name


def registry_handle(typed: str, param: str = "handle") -> str:
    """A person's name at a registry, such as ab123-irnic."""
    handle = ascii_digits(typed).strip().lower()
    refuse_unless(bool(HANDLE.fullmatch(handle)), Invalid, param)
    return handle


def _name(param: str, value: Any) -> str:
    refuse_unless(isinstance(value, str), Invalid, param)
    name = normalise(value, param)
    refuse_unless(bool(name), PromiseMissing, param)
    refuse_unless(len(name) <= LONGEST_NAME, TextTooLong, param, most=LONGEST_NAME)
    return name


def _points(param: str, value: Any) -> list[str]:
    """Which points of the hand-over list both sides tick; at least one, in our order."""
    fine = isinstance(value, list) and all(one in POINTS for one in value)
    refuse_unless(fine, Invalid, param)
    refuse_unless(bool(value), PromiseMissing, param)
    return [point for point in POINTS if point in value]


def _recovery(param: str, value: Any) -> int:
    fine = isinstance(value, int) and value in RECOVERY_HOURS
    lowest, highest = RECOVERY_HOURS[0], RECOVERY_HOURS[-1]
    refuse_unless(fine, HoursOutOfRange, param, lowest=lowest, highest=highest)
    return int(value)


def _cost(param: str, value: Any) -> str:
    refuse_unless(value in COSTS, Invalid, param)
    return str(value)


def _carrier(param: str, value: Any) -> str:
    refuse_unless(value in CARRIER_CHOOSERS, Invalid, param)
    return str(value)


def _domain(kind: str) -> Callable[[str, Any], str]:
    def check(param: str, value: Any) -> str:
        refuse_unless(isinstance(value, str), DomainWrong, param)
        return domain_name(kind, value, param)

    return check


Check = Callable[[str, Any], Any]
PROMISES: dict[str, dict[str, Check]] = {
    GOODS: {},
    CODE: {"provider": _name},
    ACCOUNT: {"game": _name, "points": _points},
    DOMAIN_IR: {"domain": _domain(DOMAIN_IR), "transfer_cost": _cost, "renewal_cost": _cost},
    COIN: {"network": network_code, "address": address_text, "amount": amount_text},
    DOMAIN: {"domain": _domain(DOMAIN), "transfer_cost": _cost, "renewal_cost": _cost},
}

#  Terms signed before a promise had its place here go without it, and keep their hash.
OPTIONAL_PROMISES: dict[str, dict[str, Check]] = {
    GOODS: {"carrier_by": _carrier},
    ACCOUNT: {"recovery_hours": _recovery},
}


def promised(kind: str, more: dict[str, Any]) -> dict[str, Any]:
    """What this kind promises, each value as it is kept; a refusal beside the first wrong one."""
    if kind not in PROMISES:
        return more
    checks = PROMISES[kind] | OPTIONAL_PROMISES.get(kind, {})
    for name in more:
        refuse_unless(name in checks, Invalid, name)
    return {name: check(name, more[name]) for name, check in checks.items() if name in more}


def check_promises(kind: str, more: dict[str, Any]) -> None:
    """Refuse terms of this kind that leave one of its promises out, or write one wrongly."""
    missing = PROMISES.get(kind, {}).keys() - more.keys()
    refuse_unless(not missing, TermsIncomplete, missing=sorted(missing))
    refuse_unless(promised(kind, more) == more, Invalid, "more")


def secret_content(kind: str, typed: str, param: str = "secret") -> str:
    """What is sealed, as its buyer will read it; refused when it cannot be what it should be."""
    text = typed.replace("\r\n", "\n").replace("\r", "\n").strip()
    if kind == ACCOUNT:
        is_plain = all(sign.isprintable() or sign == "\n" for sign in text)
        refuse_unless(len(text) in BUNDLE_CHARACTERS and is_plain, SecretWrong, param)
        return text
    text = ascii_digits(text)
    form = TRANSFER_CODE_FORM if kind in DOMAINS else CODE_FORM
    refuse_unless(bool(form.fullmatch(text)), SecretWrong, param)
    return text


def secret_mark(kind: str, content: str, domain: str = "") -> str:
    """What makes it the same thing when it comes again, however it is typed."""
    if kind == CODE:
        return f"{CODE}:{re.sub(r'[ _-]', '', content).upper()}"
    if kind in DOMAINS:
        return f"{DOMAIN}:{domain}:{content}"
    return f"{ACCOUNT}:{' '.join(content.split()).casefold()}"
