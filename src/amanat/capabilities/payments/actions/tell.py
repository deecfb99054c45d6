"""Word goes out about money on its way, so that nobody waits in silence. Once for each fact."""

from datetime import datetime
from typing import Any

from django.conf import settings

from amanat.capabilities.notices import actions as notices
from amanat.capabilities.payments import letters, queries
from amanat.capabilities.payments.models import Attempt, Payment, Payout, Refund
from amanat.capabilities.payments.queries import payees
from amanat.capabilities.payments.rules.cycles import RAILS
from amanat.capabilities.people import queries as people
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.moments import spoken_briefly, tehran_day
from amanat.words.money import RIALS_PER_TOMAN
from amanat.words.persian import persian_digits
from amanat.words.text import Text

FINANCE_PATH = "/finance"
CARD_DIGITS = 4
MOST_TOLD = 5  # Of a company.


@atomic
def tell_of_payout(act: Act, *, payout_id: int, fact: str) -> None:
    """Tell its owner how a payout stands, and the finance desk where it has to act."""
    payout = Payout.objects.select_related("batch", "business").get(pk=payout_id)
    firm = payout.business
    letter = _letters_of(payout).get(fact)
    is_told_by_its_deal = firm is None and fact == "PayoutSettled" and payout.replaces_id is None
    if letter is not None and not is_told_by_its_deal:
        path = f"/money/payouts/{payout.pk}" if firm is None else f"/org/{firm.code}/money"
        _tell_payee(act, payout, fact, letter, path)
    _tell_finance(act, fact, payout.units)


def _letters_of(payout: Payout) -> dict[str, Text]:
    if payout.refund_id is not None:
        return letters.TRANSFER_BACK_LETTERS
    return letters.PAYOUT_LETTERS if payout.business_id is None else letters.COMPANY_LETTERS


def _tell_payee(act: Act, payout: Payout, fact: str, letter: Text, path: str) -> None:
    eta = queries.eta_of(payout, act.at)
    when = payout.due_at if fact == "PayoutHeld" else eta.arrives_at if eta else None
    text = _filled(letter, payout.units, path, when, rail=RAILS[payout.rail])
    key = _once(act, fact, payout.pk)
    for person_id in payees.hearers(payees.payee_of(payout), act.at)[:MOST_TOLD]:
        own = key if person_id == payout.person_id else f"{key}:{person_id}"
        _send(act, person_id, f"payout.{fact}", text, own)


def _once(act: Act, fact: str, payout_id: int) -> str:
    """One letter for each fact; the hourly look for an account is told once a day."""
    if fact == "PayoutWaitsForAccount":
        return f"payout:{payout_id}:needs_account:{tehran_day(act.at)}"
    return f"{act.cause}:payout"


@atomic
def tell_of_refund(act: Act, *, refund_id: int, fact: str) -> None:
    """Tell whoever paid how his refund stands, by the card it goes back to."""
    one = Refund.objects.select_related("payment", "attempt").get(pk=refund_id)
    on_the_rail = one.route == "paya" or not one.attempt.card_mask
    digits = one.attempt.card_mask[-CARD_DIGITS:]
    card = letters.ACCOUNT if on_the_rail else letters.CARD.fill(digits=digits)
    link = f"/pay/{one.attempt.public_id}"
    text = _filled(letters.REFUND_LETTERS[fact], one.units, link, None, card=card)
    _send(act, one.payment.payer_id, f"refund.{fact}", text, f"{act.cause}:refund")
    _tell_finance(act, fact, one.units)


@atomic
def tell_of_attempt(act: Act, *, attempt_id: int, fact: str) -> None:
    """Tell the payer what became of a try whose outcome was open, or that finance has to act."""
    attempt = Attempt.objects.select_related("payment").get(pk=attempt_id)
    letter = letters.ATTEMPT_LETTERS.get(fact)
    was_booked = fact == "BankTookBack" and attempt.verified_at is not None  # Then `undo` tells.
    if letter is not None and not was_booked:
        text = _filled(letter, attempt.amount_units, f"/pay/{attempt.public_id}", None)
        _send(act, attempt.payment.payer_id, f"payment.{fact}", text, f"{act.cause}:payment")
    _tell_finance(act, fact, attempt.amount_units)


@atomic
def tell_of_payment(act: Act, *, payment_id: int) -> None:
    """The bank took a payment back: it is due again."""
    payment = Payment.objects.get(pk=payment_id)
    text = _filled(letters.UNDONE, payment.units, payment.next_path, None)
    _send(act, payment.payer_id, "payment.PaymentUndone", text, f"{act.cause}:payment")


@atomic
def tell_of_halt(act: Act) -> None:
    """Everybody of finance hears that nothing leaves any more."""
    _tell_finance(act, "PayoutsHalted", 0)


def _tell_finance(act: Act, fact: str, units: int) -> None:
    letter = letters.DESK_LETTERS.get(fact)
    if letter is None:
        return
    text = _filled(letter, units, FINANCE_PATH, None)
    for person_id in people.wearers(Role.FINANCE):
        _send(act, person_id, f"finance.{fact}", text, f"{act.cause}:finance:{person_id}")


def _send(act: Act, person_id: int, kind: str, text: Text, key: str) -> None:
    phone = people.phone_of(person_id)
    notices.queue(act, phone=phone, person_id=person_id, kind=kind, text=text, dedupe_key=key)


def _filled(letter: Text, units: int, path: str, when: datetime | None, **more: Text) -> Text:
    """The letter with the amount in toman, the moment and the address, as each language writes."""
    toman = f"{units // RIALS_PER_TOMAN:,}"
    amounts = {"fa": f"{persian_digits(toman.replace(',', '٬'))} تومان", "en": f"{toman} toman"}
    said: dict[str, dict[str, Any]] = {
        language: {
            "amount": amounts[language],
            "when": spoken_briefly(when, language) if when else "",
            "link": f"{settings.SITE_URL}{path}",
            **{name: text.into(language) for name, text in more.items()},
        }
        for language in ("fa", "en")
    }
    return Text(letter.fa.format(**said["fa"]), letter.en.format(**said["en"]))
