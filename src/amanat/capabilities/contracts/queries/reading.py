"""Contracts as they stand, their instalments and what was paid on them."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Max, Min, Prefetch, Q, QuerySet, Sum

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.contracts.models import Assignment, Contract, Instalment, Portion
from amanat.capabilities.contracts.rules import terms
from amanat.capabilities.contracts.states import (
    IN_FORCE,
    OPEN_ASSIGNMENTS,
    ORDERED,
    OWING,
    PAYABLE,
    STANDING,
)
from amanat.capabilities.payments import queries as payments
from amanat.words import codes
from amanat.words.act import Act
from amanat.words.moments import tehran_day
from amanat.words.refusal import NotFound, refuse
from amanat.words.text import Text

MOST_SHOWN = 100


def contract(contract_id: int) -> Contract:
    """The contract in whatever state, or NotFound. Who may see it is the caller's question."""
    found = _rows().filter(pk=contract_id).first()
    return found if found is not None else refuse(NotFound, "contract_id")


def find(code: str) -> Contract | None:
    known = codes.read_code(terms.PREFIX, code)
    return _rows().filter(code=known).first() if known else None


def by_code(code: str) -> Contract:
    """The contract of this code, however it was typed, or NotFound."""
    return find(code) or refuse(NotFound, "code")


def for_buyer(code: str, buyer_id: int) -> Contract:
    """The contract, for its present buyer; NotFound for anybody else."""
    one = by_code(code)
    return one if one.buyer_id == buyer_id else refuse(NotFound, "code")


def for_seller(act: Act, code: str) -> Contract:
    """The contract, for whoever has a mandate of its maker; NotFound for strangers."""
    one = by_code(code)
    businesses.check_mandate(act, one.business_id)
    return one


def many(contract_ids: Iterable[int]) -> dict[int, Contract]:
    """Contracts by id, in one query."""
    return _rows().in_bulk(list(contract_ids))


def of_buyer(buyer_id: int) -> QuerySet[Contract]:
    """Every contract of one buyer, the newest first."""
    return _rows().filter(buyer_id=buyer_id).order_by("-pk")


def of_permit(permit_id: int, states: Iterable[str] = STANDING) -> QuerySet[Contract]:
    """The contracts of a permit in these states, in the order they were signed."""
    return _rows().filter(permit_id=permit_id, state__in=list(states)).order_by("pk")


def of_business(business_id: int) -> QuerySet[Contract]:
    """Every contract of one maker, the newest first."""
    return _rows().filter(business_id=business_id).order_by("-pk")


def contract_id_of(subject: str) -> int:
    """From "contract:17" to 17; NotFound for what is no contract."""
    kind, _, number = subject.rpartition(":")
    return int(number) if kind == "contract" else refuse(NotFound, "subject")


def of_businesses(business_ids: Iterable[int]) -> QuerySet[Contract]:
    """Every contract of these makers, the newest first."""
    return _rows().filter(business_id__in=list(business_ids)).order_by("-pk")


def of_offer(offer_id: int) -> Contract | None:
    """The newest contract of an offer; an earlier one may have been turned back."""
    return _rows().filter(offer_id=offer_id).order_by("-pk").first()


def _rows() -> QuerySet[Contract]:
    return Contract.objects.select_related("business", "buyer")


def with_instalments(rows: QuerySet[Contract]) -> QuerySet[Contract]:
    """The same rows with their instalments at hand, in order: two queries for any number."""
    ordered = Instalment.objects.order_by("number")
    return rows.prefetch_related(Prefetch("instalments", queryset=ordered))


def instalments_of(contract_id: int) -> list[Instalment]:
    return list(Instalment.objects.filter(contract_id=contract_id).order_by("number"))


def instalment_of_payment(payment_id: int) -> Instalment | None:
    return Instalment.objects.filter(payment_id=payment_id).first()


def open_instalment(contract_id: int) -> Instalment | None:
    """What is asked for now: the first one that is neither paid nor turned back."""
    rows = Instalment.objects.filter(
        contract_id=contract_id, paid_at=None, turned_back_at=None, payment_id__isnull=False
    )
    return rows.order_by("number").first()


def asked_of(buyer_id: int) -> list[Instalment]:
    """What this buyer is asked to pay now: the first open one of each contract."""
    rows = Instalment.objects.filter(
        contract__buyer_id=buyer_id, contract__state__in=PAYABLE,
        paid_at=None, turned_back_at=None, payment_id__isnull=False,
    )  # fmt: skip
    found = rows.select_related("contract__business").order_by("contract", "number")
    return list(found.distinct("contract")[:MOST_SHOWN])


def plain_to_call(rows: Iterable[Contract]) -> set[int]:
    """Of these: in force and never called, nothing to give back, nobody to take it over, no bank
    answering."""
    ids = {one.pk for one in rows if one.state == IN_FORCE and one.delivery_price_units is None}
    asked = Instalment.objects.filter(contract_id__in=ids, paid_at=None, turned_back_at=None)
    came = asked.filter(portions__isnull=False, portions__back_at=None)
    passing = Assignment.objects.filter(contract_id__in=ids, state__in=OPEN_ASSIGNMENTS)
    at_bank = payments.subjects_being_paid(f"contract:{pk}" for pk in ids)
    busy = {*came.values_list("contract_id", flat=True)}
    busy |= {*passing.values_list("contract_id", flat=True)}
    return ids - busy - {contract_id_of(subject) for subject in at_bank}


def last_numbers(contract_ids: Iterable[int]) -> dict[int, int]:
    """The number of the last instalment of each."""
    rows = Instalment.objects.filter(contract_id__in=list(contract_ids))
    return dict(rows.values_list("contract_id").annotate(last=Max("number")))


def paid_list(contract_id: int) -> list[tuple[date, int]]:
    """On which Tehran day how many rials came, in order."""
    return paid_lists([contract_id])[contract_id]


def paid_lists(contract_ids: Iterable[int]) -> dict[int, list[tuple[date, int]]]:
    """The same for many contracts, in one query."""
    rows = Instalment.objects.filter(contract_id__in=list(contract_ids), paid_at__isnull=False)
    found = defaultdict[int, list[tuple[date, int]]](list)
    for one in rows.order_by("number"):
        if one.paid_at:
            found[one.contract_id].append((tehran_day(one.paid_at), one.units))
    return found


def paid_units(contract_id: int) -> int:
    """What was paid on it, as its instalments say."""
    rows = Instalment.objects.filter(contract_id=contract_id, paid_at__isnull=False)
    return int(rows.aggregate(n=Sum("units"))["n"] or 0)


def unpaid_units(contract_id: int) -> int:
    """What is asked for and has not come."""
    rows = Instalment.objects.filter(contract_id=contract_id, paid_at=None, turned_back_at=None)
    came = Portion.objects.filter(instalment__in=rows, back_at=None)
    asked = rows.aggregate(n=Sum("units"))["n"] or 0
    return int(asked - (came.aggregate(n=Sum("units"))["n"] or 0))


def waiting_portions(instalment_id: int) -> list[Portion]:
    """The payments that came of an instalment and did not go back, in order."""
    return list(Portion.objects.filter(instalment_id=instalment_id, back_at=None).order_by("pk"))


def came_units(instalment_id: int) -> int:
    return sum(one.units for one in waiting_portions(instalment_id))


def has_come(payment_id: int) -> bool:
    """Whether this payment was heard of before, whatever became of it."""
    return Portion.objects.filter(payment_id=payment_id).exists()


def reservations_of(contract_id: int) -> list[int]:
    """The rooms under the ceiling that its paid instalments take."""
    rows = Instalment.objects.filter(contract_id=contract_id, paid_at__isnull=False)
    found = rows.order_by("number").values_list("reservation_id", flat=True)
    return [pk for pk in found if pk is not None]


def terms_of(one: Contract) -> terms.Terms:
    """What was agreed, read from the very text that was signed."""
    return terms.read(one.terms)


def clauses_of(one: Contract) -> list[Text]:
    """The sentences that were signed, as they were then."""
    return [Text(said["fa"], said["en"]) for said in json.loads(one.terms)["clauses"]]


def open_repayment(one: Contract) -> tuple[int, int] | None:
    """The payment that the maker was asked to bring and has not made yet, and how much it is."""
    if one.repay_payment_id is None:
        return None
    found = payments.payment(one.repay_payment_id)
    return (found.pk, found.units) if found.state == "due" else None


def assignment(assignment_id: int) -> Assignment:
    rows = Assignment.objects.select_related("contract__business", "from_person", "to_person")
    return rows.filter(pk=assignment_id).first() or refuse(NotFound, "assignment_id")


def assignments_of(contract_id: int) -> list[Assignment]:
    """How a contract went from hand to hand, the newest first."""
    rows = Assignment.objects.filter(contract_id=contract_id)
    return list(rows.select_related("from_person", "to_person").order_by("-pk")[:MOST_SHOWN])


def open_assignment(contract_id: int) -> Assignment | None:
    rows = Assignment.objects.filter(contract_id=contract_id, state__in=OPEN_ASSIGNMENTS)
    return rows.select_related("from_person", "to_person").first()


def assignments_to(person_id: int) -> list[Assignment]:
    """Contracts that somebody wants to pass on to this person."""
    rows = Assignment.objects.filter(to_person_id=person_id, state__in=OPEN_ASSIGNMENTS)
    found = rows.select_related("contract__business", "from_person").order_by("-pk")
    return list(found[:MOST_SHOWN])


def assignments_for(business_ids: Iterable[int]) -> list[Assignment]:
    """What awaits the consent of these makers, the oldest first."""
    rows = Assignment.objects.filter(contract__business_id__in=list(business_ids), state="accepted")
    found = rows.select_related("contract", "from_person", "to_person").order_by("pk")
    return list(found[:MOST_SHOWN])


OWED = F("paid_units") + F("profit_units") - F("given_units")  # As `Contract.owed_units`.


@dataclass(frozen=True, slots=True)
class Owing:
    """How many buyers one maker has to pay back, how much in all, and until when the first."""

    business_id: int
    count: int
    units: int
    due_at: datetime | None
    ordered: int  # Of these, whose time is over.


def owing_of(business_ids: Iterable[int]) -> list[Owing]:
    """Of contracts that were withdrawn from; a maker who owes nothing is not among them."""
    rows = Contract.objects.filter(business_id__in=list(business_ids), state__in=OWING)
    found = rows.order_by("business_id").values("business_id")
    sums = found.annotate(
        count=Count("pk"),
        units=Sum(OWED),
        first=Min("due_at"),
        ordered=Count("pk", filter=Q(state=ORDERED)),
    )
    told = sums.values_list("business_id", "count", "units", "first", "ordered")
    return [Owing(*row) for row in told]
