"""Whoever has a deadline hears of it once for each threshold, and every stage has its SMS."""

from datetime import datetime, timedelta

import pytest

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import jobs
from amanat.capabilities.deals.actions.tell import LONGEST_TITLE_IN_SMS
from amanat.capabilities.deals.letters import (
    ARRIVAL_QUESTION,
    INVITATION,
    LETTERS,
    REMINDERS,
    SHIP_FROM,
    Letters,
)
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.rules import due_reminder
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.notices import queries as notices
from amanat.capabilities.payments import actions as payments
from amanat.capabilities.payments.letters import ATTEMPT_LETTERS, PAYOUT_LETTERS, REFUND_LETTERS
from amanat.capabilities.people.letters import CHANGED_ACCOUNT_LETTER, CODE_LETTERS
from amanat.capabilities.people.models import Person
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from amanat.words.text import Text
from stories.market import Market

HOUR = timedelta(hours=1)
B, S = Role.BUYER, Role.SELLER


def told(market: Market, person: Person, words: str) -> int:
    """How many SMS with these words came to this phone, after another round of reminders."""
    jobs.remind(0)
    jobs.remind(0)
    market.play.settle()
    return sum(words in one["message"] for one in market.play.outside.inbox(person.phone))


def declined(market: Market, deal: Deal) -> None:
    """The buyer tries to pay with a wrong PIN."""
    part = holds.next_unpaid(deal.subject)
    assert part is not None
    payer = market.act(market.sara, Role.PERSON)
    attempt = payments.go_to_bank(payer, payment_id=part.payment_id)
    market.play.come_back(market.play.outside.pay(attempt.ref_id, "wrong_pin"))
    market.play.settle()


def test_from_a_payment_that_failed_to_a_refund_each_step_is_told_once(market: Market) -> None:
    deal = market.agreed()
    declined(market, deal)
    assert told(market, market.sara, "انجام نشد و پولی نگرفتیم") == 1
    deal = market.play.pay(deal, market.sara)
    deals.remind(Act(None, Role.HOUSE, clock.now()), deal_id=deal.pk)
    assert deal.reminders.count() == 0, "Nothing is due yet."
    market.play.wait(23 * HOUR)
    assert told(market, market.reza, "همان‌جا ثبت کنید") == 0
    market.play.wait(HOUR)
    assert told(market, market.reza, "همان‌جا ثبت کنید") == 1
    assert deal.ship_by is not None
    market.play.wait(deal.ship_by - clock.now())
    assert told(market, market.sara, "به‌موقع فرستاده نشد") == 1
    assert told(market, market.reza, "خریدار می‌تواند لغو کند") == 1
    deals.call_off(market.buyer, deal_id=deal.pk)
    market.play.settle()
    market.ends(deal, "refunded")
    assert told(market, market.sara, "به بانک رفت") == 1


def test_a_buyer_is_told_at_half_and_at_nine_tenths_and_anew_when_it_is_extended(
    market: Market,
) -> None:
    deal = market.inspected()
    market.play.wait(23 * HOUR)
    assert told(market, market.sara, "نیمی از مهلت بررسی") == 0
    market.play.wait(HOUR)
    assert told(market, market.sara, "نیمی از مهلت بررسی") == 1
    market.play.wait(20 * HOUR)
    assert told(market, market.sara, "تمام می‌شود و پول به فروشنده") == 1
    assert told(market, market.sara, "نیمی از مهلت بررسی") == 1
    deals.extend(market.buyer, deal_id=deal.pk)
    market.play.wait(5 * HOUR)
    assert told(market, market.sara, "نیمی از مهلت بررسی") == 2
    market.play.approve(market.play.fresh(deal), market.sara)
    assert told(market, market.reza, "پول با پایا") == 1, "… and when the money will be there."


@pytest.mark.parametrize(("state", "run", "name"), [
    ("funded", 10, None), ("funded", 24, "ship_soon"), ("funded", 96, "ship_late"),
    ("inspection", 47, None), ("inspection", 48, "inspection_half"),
    ("inspection", 87, "inspection_ends"), ("disputed", 90, None),
])  # fmt: skip
def test_only_the_newest_passed_threshold_is_told(state: str, run: int, name: str | None) -> None:
    began = datetime.fromisoformat("2026-11-21T08:00:00+00:00")
    until = began + 96 * HOUR
    moments = {"funded_at": began, "ship_by": until, "shipped_at": None,
               "received_at": began, "due_at": until}  # fmt: skip
    found = due_reminder(state, moments, began + run * HOUR)
    assert (found[0].name if found else None) == name


def of(letters: Letters, *roles: Role) -> list[Text]:
    return [letters[role] for role in roles]


#  The guide's list of SMS (2.11), line by line, and the letter of each.
GUIDE: dict[str, list[Text]] = {
    "login_otp": [CODE_LETTERS["sign_in"]],
    "invite": [INVITATION],
    "counter offer": of(LETTERS["DealCountered"], B, S),
    "accepted": of(LETTERS["DealAgreed"], B, S),
    "rejected": of(LETTERS["DealRejected"], B, S),
    "expired": of(LETTERS["DealExpired"], B, S),
    "payment ok": of(LETTERS["DealFunded"], B, S),
    "part k of n": of(LETTERS["DealPartFunded"], B, S),
    "payment failed": [ATTEMPT_LETTERS["PaymentDeclined"]],
    "payment checking": [ATTEMPT_LETTERS["PaymentUnclear"]],
    "payment returned": [
        ATTEMPT_LETTERS["PaymentReversed"], ATTEMPT_LETTERS["BankTookBack"]
    ],
    "funded: ship now + nearest office": [SHIP_FROM],
    "ship reminder": of(REMINDERS["ship_soon"], S),
    "ship overdue": of(REMINDERS["ship_late"], B, S),
    "shipped + tracking link": of(LETTERS["GoodsShipped"], B),
    "cancel asked": of(LETTERS["CancelAsked"], B, S),
    "cancel answered": [
        *of(LETTERS["CancelAgreed"], B, S), *of(LETTERS["CancelRefused"], B, S)
    ],
    "delivered, inspection ends at": of(LETTERS["GoodsReceived"], B, S),
    "inspection 50 %": of(REMINDERS["inspection_half"], B),
    "inspection 90 %": of(REMINDERS["inspection_ends"], B),
    "did it arrive?": [ARRIVAL_QUESTION],
    "dispute opened": of(LETTERS["ProblemReported"], B, S),
    "evidence due": of(LETTERS["DisputeEscalated"], B, S),
    "damage claim opened": [*of(LETTERS["DamageClaimed"], B, S), *of(LETTERS["ClaimBegun"], B)],
    "damage claim decided": [
        *of(LETTERS["ClaimDecided"], B, S), *of(LETTERS["ClaimFoundIntact"], B, S)
    ],
    "clock paused": of(LETTERS["ClockStopped"], B, S),
    "clock resumed": of(LETTERS["ClockStarted"], B, S),
    "ruling": of(LETTERS["CaseRuled"], B, S),
    "appeal": [*of(LETTERS["RulingAppealed"], B, S), *of(LETTERS["AppealDecided"], B, S)],
    "accepted: payout ETA": of(LETTERS["GoodsApproved"], S),
    "payout sent": of(LETTERS["PayoutStarted"], S),
    "payout settled": of(LETTERS["DealCompleted"], S),
    "payout returned": [PAYOUT_LETTERS["PayoutReturned"]],
    "refund sent": [REFUND_LETTERS["RefundSent"]],
    "refund settled": [REFUND_LETTERS["RefundSettled"]],
    "Sheba changed": [CHANGED_ACCOUNT_LETTER],
}  # fmt: skip
LONGEST = {
    "title": "ن" * LONGEST_TITLE_IN_SMS, "amount": "۵۰٬۰۰۰٬۰۰۰ تومان", "code": "123456",
    "when": "۳۰ اردیبهشت ۲۳:۵۹", "arrives": "۳۰ اردیبهشت ۲۳:۵۹", "rail": "ساتنا",
    "card": "کارت ۵۶۸۹", "new": "IR82 … 9002",
    "office": "پست مرکزی تبریز", "subject": "D-7K4Q-92MX-5TB3",
    "link": "https://amanat.example/deals/D-7K4Q-92MX-5TB3",
}  # fmt: skip
LONGEST_IN_ENGLISH = LONGEST | {
    "title": "n" * LONGEST_TITLE_IN_SMS, "amount": "500,000,000 toman", "when": "24 Nov 23:59",
    "arrives": "24 Nov 23:59", "rail": "Satna", "card": "card 5689",
    "office": "Central post office of Tabriz", "new": "IR82 ... 9002",
}  # fmt: skip
NAMES_A_DATE = (
    "counter offer", "part k of n", "ship reminder", "cancel asked", "inspection 50 %",
    "inspection 90 %", "dispute opened", "evidence due", "ruling",
    "damage claim opened", "clock resumed",
)  # fmt: skip


@pytest.mark.parametrize(("key", "letters"), GUIDE.items(), ids=list(GUIDE))
def test_every_line_of_the_guide_has_a_letter_in_both_languages_that_fits(
    key: str, letters: list[Text]
) -> None:
    assert letters, key
    for letter in letters:
        assert notices.fits(letter.fa.format(**LONGEST)), letter.fa
        assert notices.fits(letter.en.format(**LONGEST_IN_ENGLISH)), letter.en
        assert key not in NAMES_A_DATE or "{when}" in letter.fa
