"""Campaigns as others may read them: times, conditions, who may enlist, and why not."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q

from amanat.capabilities.people import queries as people
from amanat.capabilities.permits import queries as permits
from amanat.capabilities.presale.models import (
    BuyerFile,
    Campaign,
    CampaignPrice,
    PresaleOffer,
    Purchase,
    SecretHolder,
    SecretPart,
)
from amanat.capabilities.presale.queries import tickets
from amanat.capabilities.presale.rules import window
from amanat.capabilities.presale.rules.buyers import Buyer, Conditions
from amanat.capabilities.presale.rules.eligibility import Finding, findings
from amanat.capabilities.presale.states import ANNOUNCED, FIXED, LIVE, LOTTERY, OFFERED, TAKEN
from amanat.kernel.clock.time import tehran_day
from amanat.kernel.law import parameters as law
from amanat.words.refusal import NotFound

MOST_SHOWN = 50
MOST_ASKED = 100
TERMS, BUYERS, OPEN_QUESTIONS = "presale.campaign", "vehicle.buyer", "vehicle.buyer.open"
VEHICLE = "vehicle"


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Every condition with its answer; `group` is the first group this person belongs to."""

    findings: tuple[Finding, ...]
    group: int
    has_file: bool
    is_identified: bool

    @property
    def reasons(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if not one.is_met)

    @property
    def is_eligible(self) -> bool:
        return self.has_file and self.is_identified and not self.reasons and self.group > 0


@dataclass(frozen=True, slots=True)
class Announced:
    """The conditions of a day, and what is said of their source."""

    values: dict[str, object]
    source: dict[str, str]


def campaign(campaign_id: int) -> Campaign:
    found = Campaign.objects.filter(pk=campaign_id).first()
    if found is None:
        raise NotFound("campaign_id")
    return found


def campaigns_of(campaign_ids: Iterable[int]) -> dict[int, Campaign]:
    """Several campaigns by their ids, in one look."""
    return Campaign.objects.in_bulk(set(campaign_ids))


def open_campaigns(permit_id: int) -> list[Campaign]:
    """Campaigns of a permit that are not over, the one that opens first, first."""
    found = Campaign.objects.filter(permit_id=permit_id, state__in=LIVE)
    return list(found.order_by("opens_at", "pk")[:MOST_SHOWN])


def of_permit(permit_id: int) -> list[Campaign]:
    """All campaigns of a permit, the newest first."""
    return list(Campaign.objects.filter(permit_id=permit_id).order_by("-pk")[:MOST_SHOWN])


def live_campaigns() -> list[Campaign]:
    """What is announced, open or being drawn, everywhere; the one that opens first, first."""
    return list(Campaign.objects.filter(state__in=LIVE).order_by("opens_at", "pk")[:MOST_SHOWN])


def seats_promised(permit_id: int) -> int:
    """Units of a permit that live lotteries have promised and not made offers of yet.

    Who comes first is served out of an account of its own, which the stock has paid already.
    """
    promised = 0
    live = Campaign.objects.filter(permit_id=permit_id, state__in=LIVE, kind=LOTTERY)
    for one in live[:MOST_SHOWN]:
        promised += max(0, one.total_seats - live_offers(one.pk))
    return promised


def live_offers(campaign_id: int) -> int:
    """Seats that somebody has an offer for, or took."""
    found = PresaleOffer.objects.filter(campaign_id=campaign_id, state__in=(OFFERED, TAKEN))
    return found.count()


def terms(at: datetime) -> window.Terms:
    return window.terms_of(law.row_in_force(TERMS, tehran_day(at)).value)


def price(campaign_id: int, n: int) -> int:
    """The price of who enlisted while this was the campaign's number."""
    return CampaignPrice.objects.get(campaign_id=campaign_id, n=n).units


def prices(campaign_id: int) -> list[CampaignPrice]:
    return list(CampaignPrice.objects.filter(campaign_id=campaign_id).order_by("n"))


def buyers_set(kind: str, day: date) -> Announced:
    """The dated set of conditions; nothing is asked for what is no vehicle."""
    if kind != VEHICLE:
        return Announced({}, {})
    row = law.row_in_force(BUYERS, day)
    source = {"name": BUYERS, "since": row.valid_from.isoformat(), "source": row.source,
              "status": row.status}  # fmt: skip
    return Announced(dict(row.value), source)


def candidates(day: date) -> law.Parameter:
    """What is said but not law: shown as such, never asked."""
    return law.row_in_force(OPEN_QUESTIONS, day)


def conditions(one: Campaign) -> Conditions:
    return window.conditions_of(one.conditions)


def buyer_file(person_id: int) -> BuyerFile | None:
    return BuyerFile.objects.filter(pk=person_id).first()


def eligibility(person_id: int, one: Campaign, at: datetime) -> Eligibility:
    """All conditions of a campaign with their answers for this person; decides nothing."""
    file = buyer_file(person_id)
    mark = people.marks_of(person_id).national_id_index
    buyer = _buyer(person_id, one, file, mark, at)
    group = window.group_of(buyer, [group["rule"] for group in one.seats])
    needs_file = bool(one.conditions)
    return Eligibility(
        findings(buyer, conditions(one)), group, not needs_file or file is not None, bool(mark)
    )


def _buyer(person_id: int, one: Campaign, file: BuyerFile | None, mark: str, at: datetime) -> Buyer:
    today = tehran_day(at)
    bought_on, bought_from = _last_purchase(person_id, one.maker, file)
    return Buyer(
        age=window.full_years(file.born_on, today) if file else 0,
        maker=one.maker,
        plates=file.plates if file else 0,
        plate_vehicle_age_years=file.youngest_vehicle_years if file else None,
        last_purchase_months_ago=window.full_months(bought_on, today) if bought_on else None,
        last_purchase_maker=bought_from or None,
        sim_is_own=people.is_identified(person_id),
        account_is_own=people.payable_account(person_id, at) is not None,
        has_licence=file.has_licence if file else False,
        enlisted_before=bool(mark) and tickets.is_enlisted(one.pk, mark),
    )


def _last_purchase(person_id: int, maker: str, file: BuyerFile | None) -> tuple[date | None, str]:
    """The last purchase from this maker: as declared, or as made here, whichever is later."""
    made = Purchase.objects.filter(person_id=person_id, maker=maker).order_by("-at").first()
    found = [(tehran_day(made.at), maker)] if made else []
    if file and file.last_purchase_on and file.last_purchase_maker == maker:
        found.append((file.last_purchase_on, maker))
    return max(found, default=(None, ""))


def offer(offer_id: int) -> PresaleOffer:
    found = PresaleOffer.objects.select_related("campaign").filter(pk=offer_id).first()
    if found is None:
        raise NotFound
    return found


def offer_of(person_id: int, offer_id: int) -> PresaleOffer:
    """The buyer's own offer; NotFound for everybody else."""
    found = offer(offer_id)
    if found.buyer_id != person_id:
        raise NotFound
    return found


def offers_of(person_id: int) -> list[PresaleOffer]:
    """Offers to one buyer, the newest first."""
    found = PresaleOffer.objects.select_related("campaign").filter(buyer_id=person_id)
    return list(found.order_by("-pk")[:MOST_SHOWN])


def offers_to_sign(person_id: int) -> list[PresaleOffer]:
    """Offers that wait for this buyer's signature."""
    return [one for one in offers_of(person_id) if one.state == OFFERED and not one.subject]


def holders(campaign_id: int) -> list[SecretHolder]:
    """The five parties in the order of the seed."""
    order = list(window.PARTIES)
    found = SecretHolder.objects.filter(campaign_id=campaign_id)
    return sorted(found, key=lambda one: order.index(one.party))


def held_by(person_id: int) -> list[SecretHolder]:
    """Draws for which this person keeps a secret, the newest first."""
    found = SecretHolder.objects.select_related("campaign").filter(person_id=person_id)
    return list(found.order_by("-pk")[:MOST_SHOWN])


def secrets_wanted(person_id: int, at: datetime) -> list[SecretHolder]:
    """Draws that wait for this person to lock a secret, once all parties are named, to open it, or,
    when the time of the draw is over, to give the parts kept of a secret that nobody opened."""
    withheld = SecretPart.objects.filter(keeper=OuterRef("pk"), given_at=None, holder__secret=None)
    found = SecretHolder.objects.select_related("campaign").filter(person_id=person_id)
    known = found.annotate(named=Count("campaign__holders"), keeps=Exists(withheld))
    wanted = known.filter(
        Q(lock=None, campaign__state=ANNOUNCED, named=len(window.PARTIES))
        | Q(lock__isnull=False, secret=None, campaign__state=FIXED)
        | Q(keeps=True, campaign__state=FIXED, campaign__draw_at__lte=at)
    )
    return list(wanted.order_by("pk")[:MOST_SHOWN])


def asked_steps(states: Collection[str]) -> list[Campaign]:
    """Campaigns about which an officer asked for a step that a second person can still take."""
    found = Campaign.objects.filter(state__in=states).exclude(asked_step="")
    return [
        one
        for one in found.order_by("pk")[:MOST_ASKED]
        if one.MACHINE.find(f"{one.asked_step}_campaign", one.state) is not None
    ]


def without_holders(states: Collection[str]) -> list[Campaign]:
    """Lotteries that have fewer keepers of a secret than there are parties."""
    found = Campaign.objects.filter(state__in=states, kind=LOTTERY)
    short = found.annotate(kept=Count("holders")).filter(kept__lt=len(window.PARTIES))
    return list(short.order_by("due_at", "pk")[:MOST_ASKED])


def permit_sells(permit_id: int, at: datetime) -> bool:
    """Whether something may be sold under this permit now."""
    return permits.is_in_force(permits.permit(permit_id), at)
