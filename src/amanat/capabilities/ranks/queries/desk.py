"""What waits for officers, and who may decide it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.payments import queries as payments
from amanat.capabilities.people import queries as people
from amanat.capabilities.ranks import rules
from amanat.capabilities.ranks.models import Objection, Paper, Rank, SalesCase, Score, WeightSet
from amanat.capabilities.ranks.queries.scores import factors_in, law_on
from amanat.capabilities.ranks.rules.score import Cap
from amanat.capabilities.ranks.states import ENTERED, LIVE_OBJECTIONS, LIVE_SETS
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound, NotYours, refuse, refuse_unless

MOST_SHOWN = 100
DESK = frozenset({Role.OFFICER, Role.SUPERVISOR, Role.PANEL})


def check_hat(act: Act) -> None:
    """Whoever acts in a staff role wears that hat; NotFound for people without any of the desk's."""
    worn = people.hats(act.by) if act.by is not None else frozenset()
    refuse_unless(bool(worn & DESK), NotFound)
    refuse_unless(act.role in worn, NotYours)


def hat(person_id: int | None, *roles: Role) -> Role:
    """The first of these hats that this person wears; NotFound for whoever wears none of them."""
    worn = people.hats(person_id) if person_id is not None else frozenset()
    found = next((one for one in roles if one in worn), None)
    return found if found is not None else refuse(NotFound)


def objection(objection_id: int) -> Objection:
    found = Objection.objects.select_related("business", "score").filter(pk=objection_id).first()
    return found if found is not None else refuse(NotFound, "objection_id")


def live_objections(states: Collection[str] = LIVE_OBJECTIONS) -> list[Objection]:
    """Objections that are not decided, the first due on top; the panel's last."""
    rows = Objection.objects.select_related("business", "score").filter(state__in=states)
    return list(rows.order_by("due_at", "pk")[:MOST_SHOWN])


def objections_of(business_id: int) -> list[Objection]:
    """All objections of a business, the newest first."""
    rows = Objection.objects.select_related("score").filter(business_id=business_id)
    return list(rows.order_by("-pk")[:MOST_SHOWN])


def last_objection(business_id: int) -> Objection | None:
    return Objection.objects.filter(business_id=business_id).order_by("-pk").first()


def paper(paper_id: int) -> Paper:
    found = Paper.objects.select_related("business").filter(pk=paper_id).first()
    return found if found is not None else refuse(NotFound, "paper_id")


def entered_papers(states: Collection[str] = (ENTERED,)) -> list[Paper]:
    """What waits for a second person, the oldest first."""
    rows = Paper.objects.select_related("business").filter(state__in=states)
    return list(rows.order_by("pk")[:MOST_SHOWN])


def sales_case(sales_case_id: int) -> SalesCase:
    found = SalesCase.objects.select_related("business").filter(pk=sales_case_id).first()
    return found if found is not None else refuse(NotFound, "sales_case_id")


def open_sales_cases(states: Collection[str] = ("open",)) -> list[SalesCase]:
    rows = SalesCase.objects.select_related("business").filter(state__in=states)
    return list(rows.order_by("pk")[:MOST_SHOWN])


def weight_set(weight_set_id: int) -> WeightSet:
    found = WeightSet.objects.filter(pk=weight_set_id).first()
    return found if found is not None else refuse(NotFound, "weight_set_id")


def live_weight_set() -> WeightSet | None:
    return WeightSet.objects.filter(state__in=LIVE_SETS).first()


def weights_in(states: Collection[str]) -> list[WeightSet]:
    """What was proposed and stands at one of these steps."""
    return list(WeightSet.objects.filter(state__in=states).order_by("pk")[:MOST_SHOWN])


def weight_sets() -> list[WeightSet]:
    """Every proposal there was, the newest first."""
    return list(WeightSet.objects.order_by("-pk")[:MOST_SHOWN])


@dataclass(frozen=True, slots=True)
class Effect:
    """What other weights would do to everybody's stars today."""

    up: int
    down: int
    same: int


def effect_of(weights: Mapping[str, int], day: date) -> Effect:
    """Every rated business once more under these weights: how many rise, fall, stay."""
    law = law_on(day).law.with_weights(weights)
    up = down = same = 0
    for score in _newest_rated(day):
        caps = tuple(Cap(one["name"], one["most_stars"]) for one in score.caps)
        then = rules.reweigh(factors_in(score), caps, law).stars
        assert then is not None and score.stars is not None, "Both are rated."
        up, down, same = up + (then > score.stars), down + (then < score.stars), same + (
            then == score.stars
        )  # fmt: skip
    return Effect(up, down, same)


def _newest_rated(day: date) -> list[Score]:
    """The last score of every business that was computed on this day or the last one before."""
    ranked = Rank.objects.exclude(computed_for=None).values("business_id")
    rows = Score.objects.filter(business_id__in=ranked, day__lte=day)
    newest = rows.order_by("business_id", "-day", "-edition").distinct("business_id")
    return [one for one in newest.iterator() if one.is_rated]


def shared_marks(buyer_id: int, business_id: int) -> tuple[str, ...]:
    """In what a buyer is the seller's own hand: the same person, card or account."""
    own = businesses.linked_people(business_id)
    found = ["person"] if buyer_id in own else []
    cards = payments.cards_of(buyer_id)
    if any(cards & payments.cards_of(one) for one in own):
        found.append("card")
    shebas = set(people.marks_of(buyer_id).shebas)
    if any(shebas & set(people.marks_of(one).shebas) for one in own):
        found.append("account")
    return tuple(found)
