"""Am I eligible? One line for each condition that is asked: what it asks, and whether it is met."""

from collections.abc import Iterator
from dataclasses import dataclass

from amanat.capabilities.presale.rules.buyers import Buyer, Conditions, reasons_against
from amanat.words.persian import persian_digits
from amanat.words.text import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """A condition in words; `reason` says why it is not met, None: it is."""

    code: str
    asks: Text
    reason: Text | None

    @property
    def is_met(self) -> bool:
        return self.reason is None

    @property
    def words(self) -> Text:
        """Why not; or, where it is met, what it asks."""
        return self.reason or self.asks


def findings(buyer: Buyer, asked: Conditions) -> tuple[Finding, ...]:
    """Every condition that is asked, in the order of the law."""
    against = {reason.code: reason.says for reason in reasons_against(buyer, asked)}
    return tuple(
        Finding(code, _spoken(says), _spoken(against[code]) if code in against else None)
        for code, says in _asked(asked)
    )


def _spoken(says: Text) -> Text:
    """Numbers in the digits of each language."""
    return Text(persian_digits(says.fa), says.en)


def _asked(asked: Conditions) -> Iterator[tuple[str, Text]]:
    if asked.natural_only:
        yield "legal_person", Text("شخص حقیقی باشید", "You are a natural person")
    if asked.least_age is not None:
        yield (
            "age",
            Text("دست‌کم {age} سال داشته باشید", "You are at least {age} years old").fill(
                age=asked.least_age
            ),
        )
    if asked.plate_forbidden:
        yield "active_plate", _plate(asked.plate_age_years_over)
    if asked.lookback_months or asked.lookback_months_otherwise is not None:
        yield (
            "bought_recently",
            Text(
                "به‌تازگی از همین خودروساز نخریده باشید", "You did not recently buy from this maker"
            ),
        )
    if asked.own_sim:
        yield "sim_owner", Text("سیم‌کارت به نام خودتان باشد", "The SIM card is your own")
    if asked.own_account:
        yield (
            "account_owner",
            Text(
                "حساب بانکی تأییدشده‌ای به نام خودتان داشته باشید",
                "You have a confirmed bank account of your own",
            ),
        )
    if asked.licence_needed:
        yield "licence", Text("گواهینامهٔ رانندگی داشته باشید", "You hold a driving licence")
    yield (
        "enlisted_before",
        Text("در همین نوبت ثبت‌نام نکرده باشید", "You have not enlisted in this opening before"),
    )


def _plate(over: int | None) -> Text:
    if over is None:
        return Text("پلاک فعال نداشته باشید", "You have no active number plate")
    return Text(
        "پلاک فعال نداشته باشید، مگر بر خودرویی بیش از {over} سال",
        "You have no active plate, except on a vehicle over {over} years old",
    ).fill(over=over)
