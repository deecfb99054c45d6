"""What can be traded, and how each kind changes hands. Windows are hours; source: the domain guide.

A kind says how long delivery and inspection may be agreed to last, and what is proposed first.
"""

from dataclasses import dataclass

from amanat.words.text import Text

DAY = 24


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing: its name, and the hours that its terms may give to each side."""

    code: str
    says: Text
    ship_hours: range
    usual_ship_hours: int
    inspection_hours: range
    usual_inspection_hours: int


GOODS = "goods"
CODE, ACCOUNT, DOMAIN_IR, DOMAIN = "code", "game_account", "domain_ir", "domain"
WORK, COIN = "work", "coin"
IN_PERSON = "in_person"  # Goods that change hands at a meeting: no kind, but words of their own.
DOMAINS = frozenset({DOMAIN_IR, DOMAIN})
SECRET_KINDS = frozenset({CODE, ACCOUNT, DOMAIN_IR, DOMAIN})  # Handed over through the vault.
#  What somebody may start a deal about today; the others are switched on elsewhere.
SWITCHED_ON = (GOODS, CODE, ACCOUNT, DOMAIN_IR, DOMAIN, WORK)
KINDS = {
    kind.code: kind
    for kind in (
        Kind(GOODS, Text("کالا", "Goods"), range(DAY, 15 * DAY + 1), 4 * DAY,
             range(DAY, 14 * DAY + 1), 2 * DAY),
        Kind("code", Text("کد تخفیف، کارت هدیه یا کد بازی", "Discount, gift or game code"),
             range(1, 2), 1, range(2, DAY + 1), DAY),
        Kind("game_account", Text("حساب بازی", "Game account"),
             range(1, 7 * DAY + 1), 2 * DAY, range(DAY, 7 * DAY + 1), 3 * DAY),
        Kind("domain_ir", Text("دامنهٔ ایرانی", "A .ir domain"),
             range(DAY, 14 * DAY + 1), 7 * DAY, range(DAY, 7 * DAY + 1), 3 * DAY),
        Kind("domain", Text("دامنهٔ دیگر", "Another domain"),
             range(DAY, 20 * DAY + 1), 10 * DAY, range(DAY, 7 * DAY + 1), 3 * DAY),
        Kind(COIN, Text("رمزارز", "Digital currency"), range(1, DAY + 1), 2, range(1, 2), 1),
        Kind(WORK, Text("کار سفارشی، مرحله‌به‌مرحله", "Freelance work in stages"),
             range(DAY, 90 * DAY + 1), 14 * DAY, range(3 * DAY, 14 * DAY + 1), 7 * DAY),
    )
}  # fmt: skip
#  Verbs of the machine that only some kinds have, and verbs that some kinds do not have.
ONLY_FOR = {
    "seal": frozenset({CODE}),
    "hand_over": frozenset({ACCOUNT, *DOMAINS}),
    "take_code": DOMAINS,
    "reveal": frozenset({CODE, ACCOUNT}),
    "tick": frozenset({ACCOUNT}),
    "send_coins": frozenset({COIN}),
    **dict.fromkeys(
        ("pack", "claim_damage", "claim_loss", "meet", "renew_code"), frozenset({GOODS})
    ),
    "hand_in": frozenset({WORK}),
    "revise": frozenset({WORK}),
}
NOT_FOR = {
    "ship": SECRET_KINDS | {WORK, COIN},
    "correct": SECRET_KINDS | {WORK, COIN},
    "receive": frozenset({CODE, ACCOUNT, WORK}),
    "extend": frozenset({CODE, COIN}),
}
ONLY_STATES = {
    "watched": frozenset({ACCOUNT}),
    **dict.fromkeys(
        ("damage_claim", "returning", "return_sent", "return_here"), frozenset({GOODS})
    ),
}
NOT_STATES = {
    "funded": frozenset({CODE}),  # The code is in the vault already.
    "shipped": frozenset({WORK}),  # What is handed in is looked at at once.
}


def comes_to(kind: str, state: str) -> bool:
    """Whether a deal about this kind of thing waits in this state."""
    return kind in ONLY_STATES.get(state, {kind}) and kind not in NOT_STATES.get(state, ())


def has_verb(kind: str, verb: str) -> bool:
    """Whether a deal about this kind of thing ever comes to this verb."""
    return kind in ONLY_FOR.get(verb, {kind}) and kind not in NOT_FOR.get(verb, ())
