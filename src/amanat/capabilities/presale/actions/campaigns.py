"""A campaign from its announcement to its end. Clocks open and close it; two people stop it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.people import queries as people
from amanat.capabilities.permits import queries as permits
from amanat.capabilities.permits import refusals as permit_no
from amanat.capabilities.presale import queries
from amanat.capabilities.presale.actions.openings import keep_opening
from amanat.capabilities.presale.events import (
    CampaignAnnounced,
    CampaignCancelled,
    CampaignClosed,
    CampaignEnded,
    CampaignOpened,
    CampaignPaused,
    CampaignPriced,
    CampaignResumed,
    CampaignStepAsked,
)
from amanat.capabilities.presale.models import Campaign, CampaignPrice
from amanat.capabilities.presale.refusals import (
    GroupsUnclear,
    LocksMissing,
    NotAsked,
    OffersOpen,
    OutsideThePermit,
    SecondPerson,
    StillSuspended,
    TooSoon,
    WindowTooLong,
    WindowTooShort,
)
from amanat.capabilities.presale.rules import window
from amanat.capabilities.presale.states import BEFORE_DRAW, DRAWN, KINDS, LOTTERY, OPEN, PAUSED
from amanat.kernel.clock.time import tehran_day
from amanat.kernel.log import sequencer
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.powers import SELL
from amanat.words.refusal import Invalid, NotYours, refuse_unless

GRACE = timedelta(minutes=10)  # Opened later than this, it also closes later.
STEPS = ("pause", "resume", "cancel")
LONGEST_REASON = 500
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Group:
    """Who belongs to it (see rules/window), and how many seats it has."""

    rule: str
    seats: int


@atomic
def announce_campaign(
    act: Act,
    *,
    permit_id: int,
    opens_at: datetime,
    closes_at: datetime,
    groups: Sequence[Group],
    maker: str = "other",
    kind: str = LOTTERY,
    most_units: int = 1,
) -> Campaign:
    """Tell everybody when units of a permit can be asked for, by whom, and at which price."""
    permit = _permit_for(act, permit_id, opens_at)
    refuse_unless(kind in KINDS and maker in window.MAKERS, Invalid, "kind")
    terms = queries.terms(act.at)
    _check_times(act, terms, kind, opens_at, closes_at)
    draw_at = closes_at + terms.draw_delay if kind == LOTTERY else None
    assert permit.sale_until and permit.price_units, "A permit in force is whole."
    last = tehran_day(draw_at or closes_at)
    refuse_unless(last <= permit.sale_until, OutsideThePermit, "closes_at")
    seats = _checked_groups(groups, kind)
    free = permits.free_stock(permit_id) - queries.seats_promised(permit_id)
    refuse_unless(seats <= free, permit_no.PermitQuantity, "seats", left=max(0, free))
    announced = queries.buyers_set(permit.kind, tehran_day(act.at))
    campaign = Campaign(
        kind=kind, permit_id=permit_id, business_id=permit.business_id, announced_at=act.at,
        opens_at=opens_at, closes_at=closes_at, draw_at=draw_at,
        seats=[{"rule": one.rule, "seats": one.seats} for one in groups],
        waiting=window.waiting_places(seats, terms) if kind == LOTTERY else 0,
        most_units=most_units, pay_hours=terms.pay_hours, assignments_allowed=terms.assignments,
        maker=maker, conditions=announced.values, conditions_source=announced.source,
    )  # fmt: skip
    event = CampaignAnnounced(
        kind, permit_id, opens_at.isoformat(), closes_at.isoformat(), seats,
        permit.price_units,
    )  # fmt: skip
    move(act, campaign, "announce_campaign", event, due_at=opens_at)
    return _with_its_ground(act, campaign, permit.price_units)


def _permit_for(act: Act, permit_id: int, opens_at: datetime) -> permits.Permit:
    """The permit, in force when the campaign opens, for whoever may sell under it."""
    permit = permits.permit(permit_id)
    businesses.check_mandate(act, permit.business_id, SELL)
    fits = permit.sale_until is None or tehran_day(opens_at) <= permit.sale_until
    refuse_unless(fits, OutsideThePermit, "opens_at")
    return permits.in_force(permit_id, opens_at)


def _with_its_ground(act: Act, campaign: Campaign, price_units: int) -> Campaign:
    """What stands from the announcement on: the first price, and an opening's own seats."""
    CampaignPrice.objects.create(campaign=campaign, n=1, units=price_units, since=act.at)
    keep_opening(act, campaign)
    return campaign


def _check_times(
    act: Act, terms: window.Terms, kind: str, opens_at: datetime, closes_at: datetime
) -> None:
    notice, least = terms.notice, terms.least_window
    refuse_unless(opens_at >= act.at + notice, TooSoon, "opens_at", hours=notice // HOUR)
    fits = opens_at <= act.at + window.LONGEST_AHEAD
    fits = fits and closes_at <= opens_at + window.LONGEST_WINDOW
    refuse_unless(fits, WindowTooLong, "closes_at", ahead=window.LONGEST_AHEAD // DAY,
                  days=window.LONGEST_WINDOW // DAY)  # fmt: skip
    shortest = opens_at + (least if kind == LOTTERY else HOUR)
    refuse_unless(closes_at >= shortest, WindowTooShort, "closes_at", days=least // DAY)


def _checked_groups(groups: Sequence[Group], kind: str) -> int:
    """How many seats there are; groups are named once, and the last one is for everybody."""
    rules = [one.rule for one in groups]
    fine = bool(rules) and rules[-1] == window.EVERYBODY and len(set(rules)) == len(rules)
    fine = fine and all(rule in window.GROUP_RULES for rule in rules)
    fine = fine and all(0 <= one.seats <= window.MOST_SEATS for one in groups)
    total = sum(one.seats for one in groups)
    refuse_unless(fine and 1 <= total <= window.MOST_SEATS, GroupsUnclear, "seats")
    refuse_unless(kind == LOTTERY or len(rules) == 1, GroupsUnclear, "seats")
    return total


@atomic
def price_campaign(act: Act, *, campaign_id: int, units: int) -> Campaign:
    """The permit's price changed: it holds for who enlists from now on, and for nobody before."""
    campaign = Campaign.objects.lock(campaign_id)
    campaign.price_n += 1
    CampaignPrice.objects.create(campaign=campaign, n=campaign.price_n, units=units, since=act.at)
    event = CampaignPriced(campaign.price_n, units)
    move(act, campaign, "price_campaign", event, due_at=campaign.due_at)
    return campaign


@atomic
def open_campaign(act: Act, *, campaign_id: int) -> Campaign:
    """Take tickets from now on. A lottery writes down the head of the log, and needs its locks."""
    campaign = Campaign.objects.lock(campaign_id)
    permits.in_force(campaign.permit_id, act.at)
    head, head_n = b"", 0
    if campaign.is_lottery:
        missing = queries.terms(act.at).holders - len(queries.locks(campaign.pk))
        refuse_unless(missing <= 0, LocksMissing, count=missing)
        head_n, head = sequencer.head()
        campaign.head, campaign.head_n = head, head_n
    if act.at - campaign.opens_at > GRACE:
        _put_off(campaign, act.at - campaign.opens_at)
    event = CampaignOpened(campaign.pk, head.hex(), head_n)
    move(act, campaign, "open_campaign", event, due_at=campaign.closes_at)
    keep_opening(act, campaign)
    return campaign


def _put_off(campaign: Campaign, by: timedelta) -> None:
    campaign.closes_at += by
    if campaign.draw_at is not None:
        campaign.draw_at += by


@atomic
def ask_campaign_step(act: Act, *, campaign_id: int, step: str, words: str) -> Campaign:
    """An officer wants it paused, resumed or cancelled, and says why; a second person decides."""
    campaign = Campaign.objects.lock(campaign_id)
    _staff(act, campaign)
    refuse_unless(step in STEPS, Invalid, "step")
    reason = words.strip()[:LONGEST_REASON]
    refuse_unless(bool(reason), Invalid, "words")
    campaign.asked_step, campaign.asked_by, campaign.decided_by = step, act.person, None
    campaign.reason = reason
    event = CampaignStepAsked(step)
    move(act, campaign, "ask_campaign_step", event, due_at=campaign.due_at)
    return campaign


@atomic
def pause_campaign(act: Act, *, campaign_id: int) -> Campaign:
    """Stand still: nobody enlists, every ticket is kept. Two people, or the permit's suspension."""
    campaign = Campaign.objects.lock(campaign_id)
    _second_person(act, campaign, "pause")
    campaign.paused_at = act.at
    campaign.paused_for_permit = act.role is Role.HOUSE
    event = CampaignPaused(campaign.pk, campaign.paused_for_permit)
    move(act, campaign, "pause_campaign", event)
    keep_opening(act, campaign)
    return campaign


@atomic
def resume_campaign(act: Act, *, campaign_id: int) -> Campaign:
    """Go on; it closes later by as long as it stood still."""
    campaign = Campaign.objects.lock(campaign_id)
    _second_person(act, campaign, "resume")
    refuse_unless(queries.permit_sells(campaign.permit_id, act.at), StillSuspended)
    if campaign.paused_at is not None:
        _put_off(campaign, act.at - campaign.paused_at)
    campaign.paused_at, campaign.paused_for_permit = None, False
    event = CampaignResumed(campaign.pk, campaign.closes_at.isoformat())
    move(act, campaign, "resume_campaign", event, due_at=campaign.closes_at)
    keep_opening(act, campaign)
    return campaign


@atomic
def close_campaign(act: Act, *, campaign_id: int) -> Campaign:
    """Take no more tickets."""
    campaign = Campaign.objects.lock(campaign_id)
    move(act, campaign, "close_campaign", CampaignClosed(campaign.pk))
    return campaign


@atomic
def cancel_campaign(act: Act, *, campaign_id: int) -> Campaign:
    """Call it off before the draw: its holder until it opens, later two people."""
    campaign = Campaign.objects.lock(campaign_id)
    if act.role is Role.HOLDER:
        businesses.check_mandate(act, campaign.business_id, SELL)
    else:
        _second_person(act, campaign, "cancel")
    move(act, campaign, "cancel_campaign", CampaignCancelled(campaign.pk))
    keep_opening(act, campaign)
    return campaign


@atomic
def end_campaign(act: Act, *, campaign_id: int) -> Campaign:
    """Nobody waits any longer: no seat is passed on from now on."""
    campaign = Campaign.objects.lock(campaign_id)
    is_open = campaign.offers.filter(state="offered").exists()
    refuse_unless(campaign.state != DRAWN or not is_open, OffersOpen)
    move(act, campaign, "end_campaign", CampaignEnded(campaign.pk))
    keep_opening(act, campaign)
    return campaign


@atomic
def stand_still(act: Act, *, permit_id: int) -> None:
    """The permit was suspended: what is open stops, tickets are kept."""
    for campaign in Campaign.objects.filter(permit_id=permit_id, state=OPEN).order_by("pk"):
        pause_campaign(act, campaign_id=campaign.pk)


@atomic
def go_on(act: Act, *, permit_id: int) -> None:
    """The permit is in force again: what stopped for its sake goes on."""
    found = Campaign.objects.filter(permit_id=permit_id, state=PAUSED, paused_for_permit=True)
    for campaign in found.order_by("pk"):
        resume_campaign(act, campaign_id=campaign.pk)


@atomic
def call_off(act: Act, *, permit_id: int) -> None:
    """The permit is no more: campaigns that were not drawn are cancelled."""
    found = Campaign.objects.filter(permit_id=permit_id, state__in=BEFORE_DRAW).order_by("pk")
    for campaign in found:
        cancel_campaign(act, campaign_id=campaign.pk)


@atomic
def follow_price(act: Act, *, permit_id: int, units: int) -> None:
    """The permit's price was amended: later enlistments have the new one."""
    found = Campaign.objects.filter(permit_id=permit_id, state__in=("announced", OPEN, PAUSED))
    for campaign in found.order_by("pk"):
        if queries.price(campaign.pk, campaign.price_n) != units:
            price_campaign(act, campaign_id=campaign.pk, units=units)


def _staff(act: Act, campaign: Campaign) -> None:
    """Whoever says to wear this hat wears it, and has no tie to the seller."""
    refuse_unless(act.by is not None and act.role in people.hats(act.person), NotYours)
    businesses.check_untied(act, campaign.business_id)


def _second_person(act: Act, campaign: Campaign, step: str) -> None:
    """The house alone for a permit's sake; else somebody other than who asked for this step."""
    if act.role is Role.HOUSE:
        return
    _staff(act, campaign)
    refuse_unless(campaign.asked_step == step, NotAsked)
    asked_by = campaign.asked_by
    assert asked_by is not None, "Whoever asks is written down."
    mine, theirs = (people.marks_of(one).national_id_index for one in (act.person, asked_by))
    is_other = act.by != asked_by and (not mine or mine != theirs)
    refuse_unless(is_other, SecondPerson)
    campaign.decided_by, campaign.asked_step = act.person, ""
