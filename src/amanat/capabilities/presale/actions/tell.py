"""Word to one buyer, once for each fact; and to all who took part, once the draw is done."""

from datetime import datetime

from django.conf import settings

from amanat.capabilities.notices import actions as notices
from amanat.capabilities.people import queries as people
from amanat.capabilities.permits import queries as permits
from amanat.capabilities.presale import queries
from amanat.capabilities.presale.letters import LETTERS, NOT_DRAWN, TICKET, WAITING, shortened
from amanat.capabilities.presale.models import Campaign
from amanat.capabilities.presale.queries import draws, tickets
from amanat.capabilities.presale.states import DRAWN, ENDED
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.moments import spoken_briefly
from amanat.words.persian import persian_digits
from amanat.words.text import Text

TOLD_AT_ONCE = 200


def tell_of_offer(act: Act, *, offer_id: int, fact: str) -> None:
    """Tell the buyer that it is their turn, until when, or that it has passed."""
    offer = queries.offer(offer_id)
    title = shortened(permits.permit(offer.permit_id).title)
    link = f"{settings.SITE_URL}/offers/{offer.pk}"
    letter, until = LETTERS[fact], offer.due_at
    text = _filled(letter, title, link, until=_said(until))
    notices.queue(
        act, phone=people.phone_of(offer.buyer_id), person_id=offer.buyer_id,
        kind=f"presale.{fact}", text=text, dedupe_key=f"offer:{act.cause}:{offer.buyer_id}",
    )  # fmt: skip


def tell_of_ticket(act: Act, campaign: Campaign, code: str) -> None:
    """The buyer has this ticket. No fact stands behind it: of one ticket none is recorded."""
    title = shortened(permits.permit(campaign.permit_id).title)
    link = f"{settings.SITE_URL}/queue/{code}"
    text = _filled(TICKET, title, link, when=_said(campaign.draw_at))
    notices.queue(
        act, phone=people.phone_of(act.person), person_id=act.person, kind="presale.ticket",
        text=text, dedupe_key=f"ticket:{campaign.pk}:{act.person}",
    )  # fmt: skip


def run_results(act: Act) -> int:
    """The worker's round: some of those who took part in each drawn lottery hear of it."""
    return sum(tell_results(act, campaign_id=one) for one in queries.to_tell())


@atomic
def tell_results(act: Act, *, campaign_id: int, most: int = TOLD_AT_ONCE) -> int:
    """Write to the next tickets in the order of the file: waiting, and at which place; or not
    drawn. Whose ticket has a seat is told by the offer. Answers how many tickets were looked at.
    """
    campaign = Campaign.objects.lock(campaign_id)
    if campaign.told_at is not None or campaign.state not in (DRAWN, ENDED):
        return 0
    some = tickets.after(campaign_id, campaign.told_ticket, most)
    seated, places = draws.standing_of(campaign_id, [one.pseudonym for one in some])
    phones = people.phones_of([one.person_id for one in some])
    title = shortened(permits.permit(campaign.permit_id).title)
    for one in some:
        if one.pseudonym not in seated and one.person_id in phones:
            place = places.get(one.pseudonym)
            _tell_result(act, one, phones[one.person_id], place, title)
    if some:
        campaign.told_ticket = some[-1].pseudonym
    if len(some) < most:
        campaign.told_at = act.at
    campaign.save(update_fields=["told_ticket", "told_at"])
    return len(some)


def _tell_result(
    act: Act, ticket: tickets.Ticket, phone: str, place: int | None, title: str
) -> None:
    if place is None:
        link = f"{settings.SITE_URL}/draws/{ticket.campaign_id}"
        kind, text = "presale.not_drawn", _filled(NOT_DRAWN, title, link)
    else:
        link = f"{settings.SITE_URL}/queue/{ticket.code}"
        shown = Text(persian_digits(str(place)), str(place))
        kind, text = "presale.waiting", _filled(WAITING, title, link, place=shown)
    notices.queue(
        act, phone=phone, person_id=ticket.person_id, kind=kind, text=text,
        dedupe_key=f"drawn:{ticket.campaign_id}:{ticket.person_id}",
    )  # fmt: skip


def _said(moment: datetime | None) -> Text:
    if moment is None:
        return Text("", "")
    return Text(spoken_briefly(moment, "fa"), spoken_briefly(moment, "en"))


def _filled(letter: Text, title: str, link: str, **facts: Text) -> Text:
    return Text(
        letter.fa.format(title=title, link=link, **{name: one.fa for name, one in facts.items()}),
        letter.en.format(title=title, link=link, **{name: one.en for name, one in facts.items()}),
    )
