"""What follows for deliveries from contracts and payments, and from deliveries for others."""

from collections.abc import Callable
from datetime import date

from amanat.capabilities.contracts import events as contract
from amanat.capabilities.deliveries import actions as deliveries
from amanat.capabilities.deliveries import events as delivery
from amanat.capabilities.deliveries import queries
from amanat.capabilities.payments import events as payment
from amanat.capabilities.projects import actions as verbs
from amanat.capabilities.projects import queries as projects
from amanat.capabilities.ranks import actions as ranks
from amanat.kernel.log.facts import Fact, id_in
from amanat.words.act import Act, Role
from amanat.words.event import Event
from amanat.words.moments import tehran_day

PAID_FOR = "delivery:"
FUNDED = "funded"  # The state of a project that runs.


def plan_the_delivery(act: Act, fact: Fact) -> None:
    deliveries.plan_delivery(act, contract_id=fact.id)


def see_whether_all_is_paid(act: Act, fact: Fact) -> None:
    deliveries.settle_due(act, contract_id=fact.id)


def give_the_delivery_to_the_new_buyer(act: Act, fact: Fact) -> None:
    deliveries.follow_assignment(act, contract_id=fact.id)


def drop_the_delivery(act: Act, fact: Fact) -> None:
    deliveries.drop_delivery(act, contract_id=fact.id)


def end_the_delivery(act: Act, fact: Fact) -> None:
    deliveries.fail_delivery(act, contract_id=fact.id)


def pass_on_the_compensation(act: Act, fact: Fact) -> None:
    """Only what was paid for a delivery; other payments are other rooms' matter."""
    subject = fact.facts["subject"]
    if subject.startswith(PAID_FOR):
        deliveries.settle_compensation(
            act, delivery_id=id_in(subject), payment_id=fact.id, units=fact.facts["units"]
        )


def note_the_sale(act: Act, fact: Fact) -> None:
    """Whether it came in time counts for the seller's rank."""
    kind = "sale_late" if fact.facts["late_days"] else "sale_on_time"
    ranks.note(
        act, business_id=fact.facts["business_id"], kind=kind,
        day=date.fromisoformat(fact.facts["day"]), subject=fact.subject,
    )  # fmt: skip


def note_the_silence(act: Act, fact: Fact) -> None:
    """Who leaves a complaint unanswered is ranked by it."""
    ranks.note(
        act, business_id=fact.facts["business_id"], kind="complaint_unanswered",
        day=tehran_day(fact.at), subject=fact.subject,
    )  # fmt: skip


def note_the_failed_sale(act: Act, fact: Fact) -> None:
    one = queries.delivery(fact.id)
    ranks.note(
        act, business_id=one.business_id, kind="sale_undelivered",
        day=tehran_day(fact.at), subject=fact.subject,
    )  # fmt: skip


def hand_the_project_to_the_committee(act: Act, fact: Fact) -> None:
    """Behind its plan, too: the committee looks, and declares the default and the refunds."""
    project = projects.find(fact.facts["permit_id"])
    behind = project is not None and projects.missed(project, act.at) is not None
    if project is not None and behind and project.state == FUNDED:
        verbs.hand_to_committee(act.wearing(Role.CLOCK), project_id=project.pk)


def tell_the_buyer(act: Act, fact: Fact) -> None:
    one = queries.of_contract(fact.facts["contract_id"])
    assert one is not None, "The fact is about a delivery."
    deliveries.tell_buyer(act, delivery_id=one.pk, fact=fact.name)


def tell_the_maker(act: Act, fact: Fact) -> None:
    deliveries.tell_holder(act, business_id=_business(fact), fact=fact.name)


def tell_the_maker_once(act: Act, fact: Fact) -> None:
    """Of the first late day of a permit; the page shows the others."""
    permit_id = fact.facts["permit_id"]
    programme = queries.programme_of(permit_id)
    assert programme is not None, "A late day belongs to a programme."
    deliveries.tell_holder(
        act, business_id=programme.business_id, fact=fact.name, dedupe=f"late:{permit_id}"
    )


def _business(fact: Fact) -> int:
    if "business_id" in fact.facts:
        return int(fact.facts["business_id"])
    return queries.sheet(fact.id).business_id


ROWS: dict[type[Event], tuple[Callable[[Act, Fact], None], ...]] = {
    contract.ContractFunded: (plan_the_delivery,),
    contract.InstalmentPaid: (see_whether_all_is_paid,),
    contract.ContractAssigned: (give_the_delivery_to_the_new_buyer,),
    contract.ContractWithdrawn: (drop_the_delivery,),
    contract.ContractRefunded: (end_the_delivery,),
    payment.PaymentSettled: (pass_on_the_compensation,),
    delivery.DeliveryCalled: (tell_the_buyer,),
    delivery.DeliveryCallTakenBack: (tell_the_buyer,),
    delivery.DeliveryLate: (tell_the_buyer,),
    delivery.DeliveryHanded: (tell_the_buyer, note_the_sale),
    delivery.DeliveryFailed: (tell_the_buyer, note_the_failed_sale),
    delivery.CompensationTaken: (tell_the_buyer, tell_the_maker),
    delivery.CompensationPaid: (tell_the_buyer,),
    delivery.CompensationAccrued: (tell_the_maker_once,),
    delivery.DelayComplained: (tell_the_maker,),
    delivery.DelayAnswered: (tell_the_buyer,),
    delivery.DelayUnanswered: (note_the_silence,),
    delivery.SheetChecked: (tell_the_maker,),
    delivery.SheetDone: (tell_the_maker,),
    delivery.MakerInDefault: (hand_the_project_to_the_committee, tell_the_maker),
}
