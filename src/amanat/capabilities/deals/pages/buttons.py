"""Which verbs a side may use now, as buttons: strongest first, quiet links after."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.pages import harm
from amanat.capabilities.deals.pages.work_view import Work
from amanat.capabilities.deals.rules import DOMAINS, Delivery, Terms, has_verb
from amanat.capabilities.deals.states import DEAL, verb_words
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
    "agreed": ("pay", "seal"),
    "part_funded": ("pay",),
    "funded": ("hand_in", "send_coins", "ship", "meet", "hand_over"),
    "shipped": ("reveal", "take_code", "receive", "report"),
    "inspection": ("tick", "approve", "revise", "report"),
    "watched": ("report",),
    "cancel_asked": ("agree_cancel", "refuse_cancel"),
    "stop_asked": ("agree_cancel", "refuse_cancel"),
    "disputed": ("give_back", "approve"),
    "review": ("give_back", "approve"),
    "returning": ("send_return",),
    "return_sent": ("take_return", "contest_return", "prove_return"),
    "return_here": ("take_return", "contest_return"),
}
#  Verbs with a page of another name, or that are part of another verb's page.
PAGES = {"accept": "terms", "counter": "terms", "reject": "terms", "propose": "check"}
OF_HARM = frozenset({"pack", "claim_damage", "claim_loss"})
QUIET = frozenset({"begin", "describe", "join", "propose", "accept", "counter", "reject"})
#  The open question about the fee stands above the buttons, with its answers.
FEE_ANSWERS = frozenset({"accept_fee", "refuse_fee"})
OF_A_CLAIM = {
    "complete_claim": Text("کامل‌کردن عکس‌ها", "Complete the pictures"),
    "answer_claim": Text("گذاشتن گفته و مدرک", "Give your word and proof"),
    "appeal_claim": Text("درخواست بازبینی", "Appeal"),
}
SHIPPED, MET = frozenset({"ship", "correct"}), frozenset({"meet", "renew_code"})
#  A domain's arrival is confirmed after its transfer code was seen.
NOT_BEFORE_A_LOOK = {kind: {"receive"} for kind in DOMAINS}
SEAL_ANOTHER = Text(fa="جایگزین‌کردن کد مهروموم", en="Replace the sealed code")
PAY = Text(fa="پرداخت به امانت", en="Pay into escrow")
ANSWER = Text(fa="دیدن شرایط و پاسخ", en="Read the terms and answer")


@dataclass(frozen=True, slots=True)
class Button:
    verb: str
    url: str
    label: Text
    is_warning: bool = False


def buttons(
    deal: Deal,
    role: Role,
    terms: Terms,
    bill: holds.Bill,
    at: datetime,
    facts: set[str],
    *,
    spent: frozenset[str] = frozenset(),
    is_seen: bool = False,
    work: Work | None = None,
) -> tuple[list[Button], list[Button]]:
    """The main buttons and the quieter links of one side; `facts` are the names in its history.

    What is `spent` is not offered again.
    """
    open_now = [verb for verb in DEAL.open_to(role, deal.state) if has_verb(deal.kind, verb)]
    allowed = {
        verb for verb in open_now if _fits(deal, role, verb, at) and _fits_the_work(verb, work)
    }
    allowed -= spent
    allowed -= {verb for verb in OF_HARM if not harm.fits(deal, terms, verb, at, facts)}
    allowed -= {"take_code"} if is_seen else NOT_BEFORE_A_LOOK.get(deal.kind, set())
    allowed -= SHIPPED if terms.delivery == Delivery.HAND else MET
    if role is Role.BUYER and deal.state in {"agreed", "part_funded"} and not deal.awaits_seal:
        allowed.add("pay")
    main = [verb for verb in MAIN.get(deal.state, ()) if verb in allowed and _is_main(deal, verb)]
    quiet = [
        verb
        for verb in open_now
        if verb in allowed and verb not in main and verb not in QUIET | FEE_ANSWERS
    ]
    first = [_to_the_stage(work.next_open)] if work and work.next_open else []
    return [*first, *(_button(deal, terms.wording, verb, bill) for verb in main)], [
        _button(deal, terms.wording, verb, bill) for verb in quiet
    ]


def claim_buttons(deal: Deal, shown: harm.Harm) -> list[Button]:
    """What this side may do now in the claim of its deal."""
    verbs = shown.claim.verbs if shown.claim else frozenset()
    return [
        Button(verb, reverse(f"deals:{verb}", args=[deal.code]), label)
        for verb, label in OF_A_CLAIM.items()
        if verb in verbs
    ]


def _to_the_stage(stage: Deal) -> Button:
    """From a project to the stage in which something is to be done."""
    place = stage.place or 0
    label = Text(f"دیدن مرحلهٔ {persian_digits(place)}", f"See stage {place}")
    return Button("see", reverse("deals:deal", args=[stage.code]), label)


def _is_main(deal: Deal, verb: str) -> bool:
    """To replace what is sealed is a quiet link."""
    return verb != "seal" or deal.awaits_seal


def _button(deal: Deal, wording: str, verb: str, bill: holds.Bill) -> Button:
    url = reverse(f"deals:{PAGES.get(verb, verb)}", args=[deal.code])
    return Button(verb, url, _label(deal, wording, verb, bill), is_warning=verb == "report")


def _label(deal: Deal, wording: str, verb: str, bill: holds.Bill) -> Text:
    """A button that moves money carries the amount."""
    if verb == "approve":
        toman = f"{bill.seller_gets.units // RIALS_PER_TOMAN:,}"
        return Text(
            fa=f"تأیید و آزادکردن {persian_digits(toman.replace(',', '٬'))} تومان",
            en=f"Approve and release {toman} toman",
        )
    if verb == "seal" and not deal.awaits_seal:
        return SEAL_ANOTHER
    return {"pay": PAY, "accept": ANSWER}.get(verb) or verb_words(wording, verb)


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


def _fits_the_work(verb: str, work: Work | None) -> bool:
    """Leave out what a project or a stage has no more of."""
    if work is None:
        return True
    fits = {
        "revise": work.revisions_left > 0,
        "open_all": work.has_planned,
        "stop_work": work.has_idle,
    }
    return fits.get(verb, True)
