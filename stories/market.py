"""A market: a buyer and a seller on the player's stage, and how far their deals get."""

import functools
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Concatenate, ParamSpec, TypeVar

from django.db.models import Model

from amanat.capabilities.deals.models import Deal
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.payments import actions as payments
from amanat.capabilities.payments import queries as money
from amanat.capabilities.people.models import Person
from amanat.config.demo.outside import Outside
from amanat.config.demo.player import Player
from amanat.config.nearby import Wire
from amanat.kernel.clock import time as clock
from amanat.kernel.ledger import book
from amanat.kernel.log.tests.kept import kept, recall
from amanat.words.act import Act, Role
from stories.jobs import do_waiting_jobs

M = TypeVar("M", bound="Market")
P = ParamSpec("P")
R = TypeVar("R")
NUMBERS = count(9_130_000_000)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@kept
def the_two() -> tuple[Person, Person]:
    """A buyer, and a seller with an account."""
    play = Player(Outside(Wire.PLACE), settle=do_waiting_jobs)
    buyer = play.join(f"0{next(NUMBERS)}", "سارا محمدی")
    return buyer, play.join(f"0{next(NUMBERS)}", "رضا کریمی", paid_at=next(NUMBERS))


def station(
    method: Callable[Concatenate[M, P], R],
) -> Callable[Concatenate[M, P], R]:
    """How far a market gets: played once a worker, and stood up again for every other story. What
    it is given and what it leaves in Python is nothing but its answer."""

    @functools.wraps(method)
    def arrive(self: M, *args: P.args, **more: P.kwargs) -> R:
        if not self.is_kept:
            return method(self, *args, **more)
        who = (type(self).__qualname__, method.__qualname__, self.sara.pk, self.reza.pk)
        given = (tuple(map(_plain, args)), tuple((name, _plain(more[name])) for name in more))
        return recall((*who, repr(given)), lambda: method(self, *args, **more))

    return arrive


def _plain(what: object) -> object:
    return (type(what).__name__, what.pk) if isinstance(what, Model) else what


class Market:
    """A buyer, a seller, an officer and a stranger, on the player's stage."""

    def __init__(self, play: Player) -> None:
        self.play = play
        if self.is_kept:
            self.sara, self.reza = the_two()
            play.cast |= {one.name: one for one in (self.sara, self.reza)}
        else:  # A stage with a bank or a worker of its own.
            self.sara = self.person("سارا محمدی")
            self.reza = self.person("رضا کریمی", account=next(NUMBERS))

    @property
    def is_kept(self) -> bool:
        """Whether nobody works or listens beside this story."""
        return self.play.outside.web.base_url == Wire.PLACE and self.play.settle is do_waiting_jobs

    def person(self, name: str, account: int = 0) -> Person:
        found = self._with_account(name, account) if account else self._joined(name)
        self.play.cast[name] = found
        return found

    def _with_account(self, name: str, account: int) -> Person:
        return self.play.join(f"0{next(NUMBERS)}", name, paid_at=account)

    @station
    def _joined(self, name: str) -> Person:
        return self.play.join(f"0{next(NUMBERS)}", name)

    def act(self, person: Person | None, role: Role) -> Act:
        return Act(person.pk if person else None, role, clock.now())

    @property
    def buyer(self) -> Act:
        return self.act(self.sara, Role.BUYER)

    @property
    def seller(self) -> Act:
        return self.act(self.reza, Role.SELLER)

    @station
    def agreed(self, **terms: object) -> Deal:
        return self.play.agree(self.sara, self.reza, **terms)

    @station
    def funded(self, **terms: object) -> Deal:
        return self.play.pay(self.agreed(**terms), self.sara)

    @station
    def shipped(self) -> Deal:
        return self.play.ship(self.funded(), self.reza)

    @station
    def inspected(self) -> Deal:
        return self.play.receive(self.shipped(), self.sara)

    def approve_payouts(self) -> None:
        """Two people of finance sign what is too large for one pair of eyes."""
        clerks = [self.play.hat(self.person(name), Role.FINANCE) for name in ("نیلوفر", "کاوه")]
        for payout in money.awaiting_approval():
            sha256 = money.content_sha256(payout)
            for verb, clerk in zip((payments.approve, payments.countersign), clerks, strict=True):
                verb(self.act(clerk, Role.FINANCE), payout_id=payout.pk, sha256=sha256)

    def ends(self, deal: Deal, state: str, within: timedelta = 20 * DAY) -> None:
        """The deal gets there by itself, and the book is in order."""
        self.play.wait_until(deal, state, within=within)
        assert book.broken_invariants() == []
        assert holds.position(deal.subject).held_units == 0
