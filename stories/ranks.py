"""A seller whose record is written day by day, for the stories of ranks."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from amanat.capabilities.businesses import actions as businesses
from amanat.capabilities.businesses.models import Business
from amanat.capabilities.businesses.tests.cast import SOURCE, a_person, officer, registered, staff
from amanat.capabilities.people.models import Person
from amanat.capabilities.ranks import actions as ranks
from amanat.capabilities.ranks import queries
from amanat.capabilities.ranks.models import Note, Rank, Score
from amanat.capabilities.ranks.rules.inputs import Tally
from amanat.kernel.clock import time as clock
from amanat.kernel.log.models import Entry
from amanat.words.act import Act, Role
from amanat.words.moments import TEHRAN, tehran_day

DAY = timedelta(days=1)
MONEY = 10_000_000_000
WHY = "این شکایت دربارهٔ فروشگاه دیگری بود."


def at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=TEHRAN).astimezone(UTC)


def house(moment: datetime) -> Act:
    return Act(None, Role.HOUSE, moment)


def hat(person: Person, role: Role, moment: datetime) -> Act:
    return Act(person.pk, role, moment)


def facts_of(rank: Rank) -> list[str]:
    """What the log says of a rank, other than its notes."""
    rows = Entry.objects.filter(subject=f"rank:{rank.pk}").exclude(name="BusinessNoted")
    return list(rows.order_by("pk").values_list("name", flat=True))


@dataclass
class Trader:
    """A confirmed business with its owner. `today` is tomorrow: whatever the hour is now, its
    owner has a mandate by then."""

    owner: Person = field(default_factory=lambda: a_person("کاوه تهرانی"))
    clerk: Person = field(default_factory=staff)
    today: date = field(default_factory=lambda: tehran_day(clock.now()) + DAY)

    def __post_init__(self) -> None:
        self.business: Business = registered(self.owner, name="فروشگاه کاوه")
        businesses.confirm_business(
            officer(self.clerk), business_id=self.business.pk, source=SOURCE
        )

    def ago(self, days: int) -> date:
        return self.today - days * DAY

    def noted(
        self, kind: str, days: int, subject: str = "", *, late: int = 0, **more: object
    ) -> Note:
        """Something happened so many days ago, and was written down `late` days after."""
        day = self.ago(days)
        return ranks.note(
            house(at(day + late * DAY)), business_id=self.business.pk, kind=kind, day=day,
            subject=subject or f"{kind}:{days}", **more,
        )  # fmt: skip

    def sold(self, count: int, days: int, kind: str = "sale_on_time") -> None:
        for n in range(count):
            self.noted(kind, days, f"deal:{kind}:{days}:{n}", units=1_000_000)

    def is_good(self) -> "Trader":
        """Enough sales and every paper: all that there is to win."""
        self.noted("began", 900)
        self.sold(30, 30)
        self.noted("statement", 100, units=MONEY, other_units=MONEY, source="حسابرس")
        self.noted("guarantee", 90, units=MONEY, until=self.ago(-200), source="بانک")
        self.noted("training", 80, until=self.ago(-200), source="مرکز")
        return self

    def computed(self, days: int = 0, hour: int = 5) -> Score:
        moment = at(self.ago(days), hour)
        return ranks.compute(house(moment), business_id=self.business.pk)

    def holder(self, moment: datetime | None = None) -> Act:
        return Act(self.owner.pk, Role.HOLDER, moment or clock.now())


def grown(
    dice: random.Random, business_id: int, days: list[date]
) -> tuple[list[Note], list[Score]]:
    """A made-up history: notes as they came in, late ones among them, and the score that was
    recorded each morning by somebody who could only see what had been written down by then."""
    live = queries.History()
    coming: dict[date, list[Note]] = {}
    notes: list[Note] = []
    scores = []
    laws = queries.laws_on(days)
    for n, day in enumerate(days):
        found = queries.compute_from(live, day, laws[day])
        scores.append(recorded(business_id, found))
        for note in events_of(dice, business_id, day, n):
            coming.setdefault(note.noted_on, []).append(note)
        for note in coming.pop(day, []):
            note.pk = business_id * 1_000_000 + len(notes)
            notes.append(note)
            if note.kind.startswith("sale_"):
                live.tallies.append(Tally(note.kind, note.day, note.noted_on, 1))
            else:
                live.lines.append(queries.line_of(note))
    return notes, scores


def events_of(dice: random.Random, business_id: int, day: date, n: int) -> list[Note]:
    """What happens on one day, each written down today or up to three weeks later."""

    def one(kind: str, subject: str, happened: date = day, **more: object) -> Note:
        late = dice.choice((0, 0, 0, 1, 4, 21))
        on = max(day, happened + late * DAY)
        return Note(
            business_id=business_id, kind=kind, day=happened, subject=subject, noted_on=on,
            noted_at=at(on), **more,
        )  # fmt: skip

    made = [one("began", "here", day - 500 * DAY)] if n == 0 else []
    for sale in range(dice.randrange(4)):
        kind = dice.choice(("sale_on_time",) * 6 + ("sale_late", "sale_undelivered"))
        made.append(one(kind, f"deal:{n}:{sale}"))
    if dice.random() < 0.10:
        made.append(one("complaint_filed", f"complaint:{n}"))
        made.append(one("complaint_answered", f"complaint:{n}", day + dice.randrange(12) * DAY))
        kind = dice.choice(("complaint_upheld", "complaint_dismissed"))
        made.append(one(kind, f"complaint:{n}", day + dice.randrange(15, 30) * DAY))
    if dice.random() < 0.02:
        kind = dice.choice(("finding_minor", "finding_major", "finding_critical"))
        made.append(one(kind, f"finding:{n}"))
        made.append(one("finding_closed", f"finding:{n}", day + dice.randrange(30) * DAY))
    if dice.random() < 0.02:
        made.append(one("order_unpaid", f"order:{n}"))
        made.append(one("order_paid", f"order:{n}", day + dice.randrange(30) * DAY))
    if dice.random() < 0.01:
        made.append(one("statement", f"s:{n}", units=MONEY, other_units=dice.randrange(MONEY)))
        made.append(one("guarantee", f"g:{n}", units=dice.randrange(MONEY), until=day + 90 * DAY))
        made.append(one("training", f"t:{n}", until=day + 200 * DAY))
        made.append(one("inspection_clean", f"i:{n}"))
    return made


def recorded(business_id: int, found: queries.Computed) -> Score:
    return Score(
        business_id=business_id, day=found.day, basis_points=found.basis_points,
        stars=found.stars, factors=found.factors, caps=found.caps, reasons={}, changes={},
        inputs=found.inputs.as_json(), parameter_set=found.parameter_set, formula="rank-1",
        digest=found.digest, computed_at=at(found.day, 4),
    )  # fmt: skip


def every_clock_of_a_rank(watch: Any) -> None:
    """A first score that waits to be public, an objection, and weights under consultation."""
    kaveh = Trader().is_good()
    kaveh.computed()
    watch.look()
    moment = at(kaveh.today)
    one = ranks.object_to_score(kaveh.holder(moment), business_id=kaveh.business.pk, words=WHY)
    watch.look()
    clerk = hat(kaveh.clerk, Role.OFFICER, moment)
    ranks.propose_answer(clerk, objection_id=one.pk, outcome="upheld", words=WHY)
    weights = dict(queries.law_on(kaveh.today).law.weights)
    weights["complaint_answering"], weights["activity_history"] = 20, 10
    proposal = ranks.propose_weights(clerk, weights=weights, words=WHY)
    watch.look()
    ranks.end_consultation(Act(None, Role.CLOCK, moment), weight_set_id=proposal.pk)
    watch.look()
