"""Which verbs a side may use now, as buttons: strongest first, quiet links after."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.states import DEAL
from amanat.capabilities.escrow import queries as holds
from amanat.words.act import Role
from amanat.words.money import RIALS_PER_TOMAN
from amanat.words.persian import persian_digits
from amanat.words.text import Text

#  The main buttons in each state; other open verbs are quieter links below them.
MAIN = {
    "draft": ("propose",),
    "proposed": ("accept",),
    "countered": ("accept",),
    "agreed": ("pay",),
    "part_funded": ("pay",),
    "funded": ("ship",),
    "shipped": ("receive", "report"),
    "inspection": ("approve", "report"),
    "cancel_asked": ("agree_cancel", "refuse_cancel"),
    "stop_asked": ("agree_cancel", "refuse_cancel"),
    "disputed": ("give_back", "approve"),
    "review": ("give_back", "approve"),
}
#  Verbs with a page of another name, or that are part of another verb's page.
PAGES = {"accept": "terms", "counter": "terms", "reject": "terms", "propose": "check"}
QUIET = frozenset({"begin", "describe", "join", "propose", "accept", "counter", "reject"})
PAY = Text(fa="پرداخت به امانت", en="Pay into escrow")
ANSWER = Text(fa="دیدن شرایط و پاسخ", en="Read the terms and answer")


@dataclass(frozen=True, slots=True)
class Button:
    verb: str
    url: str
    label: Text
    is_warning: bool = False


def buttons(
    deal: Deal, role: Role, bill: holds.Bill, at: datetime, spent: frozenset[str] = frozenset()
) -> tuple[list[Button], list[Button]]:
    """The main buttons and the quieter links of one side, without the verbs that are spent."""
    fitting = {verb for verb in DEAL.open_to(role, deal.state) if _fits(deal, role, verb, at)}
    allowed = fitting - spent
    if role is Role.BUYER and deal.state in {"agreed", "part_funded"}:
        allowed.add("pay")
    main = [verb for verb in MAIN.get(deal.state, ()) if verb in allowed]
    quiet = [
        verb
        for verb in DEAL.open_to(role, deal.state)
        if verb in allowed and verb not in main and verb not in QUIET
    ]
    return [_button(deal, verb, bill) for verb in main], [
        _button(deal, verb, bill) for verb in quiet
    ]


def _button(deal: Deal, verb: str, bill: holds.Bill) -> Button:
    url = reverse(f"deals:{PAGES.get(verb, verb)}", args=[deal.code])
    return Button(verb, url, _label(verb, bill), is_warning=verb == "report")


def _label(verb: str, bill: holds.Bill) -> Text:
    """A button that moves money carries the amount."""
    if verb == "approve":
        toman = f"{bill.seller_gets.units // RIALS_PER_TOMAN:,}"
        return Text(
            fa=f"تأیید و آزادکردن {persian_digits(toman.replace(',', '٬'))} تومان",
            en=f"Approve and release {toman} toman",
        )
    return {"pay": PAY, "accept": ANSWER}.get(verb) or DEAL.verbs[verb]


def _fits(deal: Deal, role: Role, verb: str, at: datetime) -> bool:
    """Leave out verbs that this deal has used up, or whose time has not come."""
    is_answering = deal.offered_by != role
    fits = {
        "accept": is_answering,
        "counter": is_answering,
        "reject": is_answering,
        "withdraw": not is_answering,
        "extend": not deal.is_extended,
        "correct": not deal.is_corrected,
        "agree_cancel": deal.cancel_by != role,
        "refuse_cancel": deal.cancel_by != role,
        "call_off": deal.ship_by is not None and at >= deal.ship_by,
    }
    return fits.get(verb, True)
