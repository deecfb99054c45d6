"""The clock runs through a history, day by day and order by order, under some policies."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from amanat.capabilities.lab.rules.books import Books
from amanat.capabilities.lab.rules.dice import digest
from amanat.capabilities.lab.rules.history import BY_TILL, MINUTES, History, Order, cut
from amanat.words.text import Text


@dataclass(frozen=True, slots=True)
class Word:
    """What a policy says of one day. Nothing said is nothing forbidden."""

    reason: str = ""
    limit_units: int | None = None  # What buyers may have at risk, at most.
    from_minute: int = 0  # The limit counts from this minute of the day on.
    freezes: bool = False  # For good: a person confirms it within 48 hours.
    suspends: bool = False  # The seal itself: the house's till closes, other tills do not know.
    closes: Mapping[int, int] = field(default_factory=dict)  # Way → minutes after the suspension.


@dataclass(frozen=True, slots=True)
class Policy:
    """A rule under its name, and what it says of a day, seeing only what has happened.

    `escrow` tells from its ceiling and the balance how much must wait; `turns_away` weighs orders
    one by one; a guarantee or the metal in a vault pays buyers when the seller does not.
    """

    code: str
    name: Text
    says: Callable[[Books], Word]
    escrow: Callable[[int, int], int] | None = None
    turns_away: Callable[[Books, Order], str] | None = None
    guarantee_units: int = 0
    vault_fine_mg: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """What one day brought: taken, turned away by reason, at risk and in escrow at its end."""

    day: int
    taken_units: int
    refused_units: Mapping[str, int]
    gross_units: int
    escrow_units: int


@dataclass(frozen=True, slots=True)
class Run:
    """One way the history could have gone. Loss is what buyers had paid and never got back."""

    policies: tuple[str, ...]
    days: tuple[Day, ...]
    began: date
    stopped_on: date | None  # The first day from which on nothing was taken; none: to the end.
    first_refused_on: date | None
    suspended_on: date | None
    taken_units: int
    gross_units: int
    escrow_units: int
    guaranteed_units: int  # Paid to buyers out of a guarantee or a vault.
    customers: int
    losers: int
    complainants: int

    @property
    def loss_units(self) -> int:
        return self.gross_units - self.escrow_units - self.guaranteed_units

    def taken_by(self, until: date) -> int:
        """What had been taken before this day."""
        return sum(one.taken_units for one in self.days[: (until - self.began).days])

    @property
    def digest(self) -> str:
        return digest([self.as_facts(), [
            [one.day, one.taken_units, dict(one.refused_units), one.gross_units, one.escrow_units]
            for one in self.days
        ]])  # fmt: skip

    def as_facts(self) -> dict[str, Any]:
        """The sums of the run, flat, for a table, a store or a machine."""
        said = {
            name: one.isoformat() if one else None
            for name, one in (("stopped_on", self.stopped_on), ("suspended_on", self.suspended_on),
                              ("first_refused_on", self.first_refused_on))
        }  # fmt: skip
        return {
            "policies": list(self.policies), **said,
            "taken_units": self.taken_units,
            "open_units": self.gross_units, "escrow_units": self.escrow_units,
            "guaranteed_units": self.guaranteed_units, "loss_units": self.loss_units,
            "customers": self.customers, "losers": self.losers,
            "complainants": self.complainants,
        }  # fmt: skip


def replay(history: History, policies: Sequence[Policy]) -> Run:
    """Every order of the history meets the policies of its day; the seller does as he did."""
    books = Books(history.began, history.frame.founded)
    days = []
    for day, orders in enumerate(history.orders):
        books.dawn(day, history.prices[day])
        words = _words(books, policies)
        _remember(books, words)
        days.append(_trade(books, orders, policies, words))
    return _ended(history, policies, books, days)


def _words(books: Books, policies: Sequence[Policy]) -> list[Word]:
    """What each says. Where nothing was ever taken and nothing may be, the rest is not asked."""
    words: list[Word] = []
    for policy in policies:
        is_shut = any(word.limit_units == 0 and not word.from_minute for word in words)
        words.append(Word() if is_shut and not books.sales else policy.says(books))
    return words


def _remember(books: Books, words: Sequence[Word]) -> None:
    """A seal stays suspended and headroom stays frozen: nobody here lifts it."""
    if books.suspended_on is None and any(word.suspends for word in words):
        books.suspended_on = books.day
    if books.frozen_at is None:
        minutes = [word.from_minute for word in words if word.freezes]
        books.frozen_at = books.day * MINUTES + min(minutes) if minutes else None


def _trade(
    books: Books, orders: Sequence[Order], policies: Sequence[Policy], words: Sequence[Word]
) -> Day:
    refused: dict[str, int] = {}
    both = list(zip(policies, words, strict=True))
    for order in orders:
        reasons = (_no(books, order, policy, word) for policy, word in both)
        reason = next((one for one in reasons if one), "")
        if reason:
            refused[reason] = refused.get(reason, 0) + order.units
        else:
            books.take(order)
    taken = books.fresh_units
    books.dusk(max((_held_back(books, *one) for one in both), default=0))
    return Day(books.day, taken, refused, books.gross_units, books.escrow_units)


def _held_back(books: Books, policy: Policy, word: Word) -> int:
    if policy.escrow is None or word.limit_units is None:
        return 0
    return policy.escrow(word.limit_units, books.gross_units)


def _no(books: Books, order: Order, policy: Policy, word: Word) -> str:
    """Why this policy turns the order away, or nothing."""
    if order.minute < word.from_minute:
        return ""
    at_risk = books.exposure_units + order.units
    is_over = word.limit_units is not None and at_risk > word.limit_units
    is_shut = word.suspends and order.way == BY_TILL
    if is_over or is_shut or _is_cut(books, order, word):
        return word.reason
    return policy.turns_away(books, order) if policy.turns_away else ""


def _is_cut(books: Books, order: Order, word: Word) -> bool:
    """Whether this way of paying was found and closed after the seal was suspended."""
    if books.suspended_on is None or order.way not in word.closes:
        return False
    gone = (order.day - books.suspended_on) * MINUTES + order.minute
    return gone >= word.closes[order.way]


def _ended(history: History, policies: Sequence[Policy], books: Books, days: Sequence[Day]) -> Run:
    """The last day: whoever still waits has lost what neither escrow nor a guarantee gives back."""
    sold = [one.day for one in days if one.taken_units]
    refused = [one.day for one in days if one.refused_units]
    stopped = sold[-1] + 1 if sold else 0
    at_risk = books.exposure_units
    price = books.prices[-1]
    backed = (one.guarantee_units + one.vault_fine_mg * price for one in policies)
    guaranteed = min(at_risk, max(backed, default=0))
    suspended = books.suspended_on
    return Run(
        policies=tuple(policy.code for policy in policies),
        days=tuple(days),
        began=history.began,
        stopped_on=history.date_of(stopped) if stopped < history.days else None,
        first_refused_on=history.date_of(refused[0]) if refused else None,
        suspended_on=None if suspended is None else history.date_of(suspended),
        taken_units=books.taken_units,
        gross_units=books.gross_units,
        escrow_units=books.escrow_units,
        guaranteed_units=guaranteed,
        customers=len(books.customers),
        losers=len({order.customer for order in books.waiting}) if at_risk > guaranteed else 0,
        complainants=len(books.complainants),
    )


def looks_ahead(history: History, policies: Callable[[History], Sequence[Policy]]) -> date | None:
    """The first day on which a policy knew what had not happened yet; nothing when none does.

    Every morning the same policies are made once from the whole history and once from what had
    happened by then: both must say the same of the same books.
    """
    books = Books(history.began, history.frame.founded)
    whole = policies(history)
    for day, orders in enumerate(history.orders):
        books.dawn(day, history.prices[day])
        words = [policy.says(books) for policy in whole]
        if _said(policies(cut(history, day)), books) != words:
            return books.date
        _remember(books, words)
        _trade(books, orders, whole, words)
    return None


def _said(policies: Sequence[Policy], books: Books) -> list[Word] | None:
    """What they say, or nothing when one of them reached for a day that is not there."""
    try:
        return [policy.says(books) for policy in policies]
    except IndexError:
        return None
