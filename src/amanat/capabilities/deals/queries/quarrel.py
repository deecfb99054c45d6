"""Offers, and the arbiter's case."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from amanat.capabilities.deals.models import Case, Deal, DealFile, Offer, Recusal, Ruling
from amanat.capabilities.notices import queries as notices
from amanat.capabilities.people import queries as people
from amanat.kernel.questions import question
from amanat.words.act import Role
from amanat.words.codes import read_code
from amanat.words.refusal import NotFound

TO_RULE = ("hearing", "appealed")


def in_review() -> QuerySet[Deal]:
    """Deals that wait for an arbiter, oldest first."""
    return Deal.objects.filter(state="review").order_by("pk")


def open_to(officer_id: int, cases: Iterable[Case]) -> set[int]:
    """The deals whose case this officer may rule on now: heard or appealed, in nobody else's hand,
    and no ruling of theirs is under appeal. In one read."""
    ruled = Ruling.objects.filter(officer=officer_id, case__state="appealed")
    before = set(ruled.values_list("case_id", flat=True))
    return {
        one.deal_id
        for one in cases
        if one.state in TO_RULE and one.arbiter_id in {None, officer_id} and one.pk not in before
    }


def offer_of(deal: Deal, offer_id: int) -> Offer:
    """An offer on this deal; NotFound for one of another deal."""
    found: Offer | None = deal.offers.filter(pk=offer_id).first()
    if found is None:
        raise NotFound
    return found


def offers(deal: Deal) -> list[Offer]:
    """Every amount that was offered, newest first."""
    return list(deal.offers.order_by("-pk"))


def case(case_id: int) -> Case:
    found: Case | None = Case.objects.filter(pk=case_id).first()
    if found is None:
        raise NotFound
    return found


def case_of(deal: Deal) -> Case | None:
    """The arbiter's case about this deal, when there was one; of several, the latest."""
    return _cases(deal.pk).first()


@question
def _cases(deal_id: int) -> QuerySet[Case]:
    return Case.objects.filter(deal_id=deal_id).order_by("-pk")


def case_on(deal: Deal) -> Case:
    """The same, or NotFound."""
    found = case_of(deal)
    if found is None:
        raise NotFound
    return found


def case_for(officer_id: int | None, code: str) -> Case:
    """The case about the deal with this code, for an officer who may look at it.

    NotFound for everybody else: without the hat, as a side of the deal, or having stood aside.
    """
    found: Case | None = (
        Case.objects.filter(deal__code=read_code("D", code) or "")
        .select_related("deal")
        .order_by("-pk")
        .first()
    )
    may = officer_id is not None and Role.OFFICER in people.hats(officer_id)
    if found is None or not may or found.deal.role_of(officer_id) is not None:
        raise NotFound
    if is_barred(found, officer_id or 0):
        raise NotFound
    return found


def is_barred(case: Case, person_id: int) -> bool:
    """Whether this officer stood aside, or let the time pass."""
    return case.recusals.filter(officer_id=person_id).exists()


def cases_of(deals: Sequence[Deal]) -> dict[int, Case]:
    """The last case about each of these deals, in one query: deal id → case."""
    return {case.deal_id: case for case in Case.objects.filter(deal__in=deals).order_by("pk")}


def barred_from(person_id: int, deals: Sequence[Deal]) -> frozenset[int]:
    """Which of these deals this officer never decides, in one query: their ids."""
    found = Recusal.objects.filter(officer=person_id, case__deal__in=deals)
    return frozenset(found.values_list("case__deal_id", flat=True))


def is_served(case: Case) -> bool:
    """Whether both sides know the ruling: by an SMS that arrived, or a call that was noted."""
    called = set(case.calls.values_list("role", flat=True))
    return all(
        role in called or notices.was_delivered(f"{case.told_by}:{role}")
        for role in (Role.BUYER, Role.SELLER)
    )


def evidence_of(case: Case, file_id: int) -> DealFile:
    """A file of the deal before this case; NotFound for any other file."""
    found = DealFile.objects.filter(deal=case.deal_id, file_id=file_id).first()
    if found is None:
        raise NotFound
    return found
