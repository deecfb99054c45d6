"""The pages of a quarrel for its two sides: cancelling, amounts, evidence, appeal."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.pages.forms import ApproveForm
from amanat.capabilities.deals.pages.quarrel_forms import (
    AmountForm,
    AppealForm,
    AskCancelForm,
    BuyersAmountForm,
    StatementForm,
    YesForm,
)
from amanat.capabilities.deals.pages.record import side
from amanat.capabilities.deals.rules import APPROVE
from amanat.capabilities.evidence import actions as evidence
from amanat.capabilities.people import actions as people
from amanat.capabilities.people import queries as persons
from amanat.face.forms import Form
from amanat.face.web import SeeOther, answer, sent, signed_in
from amanat.words.act import Act, Role
from amanat.words.text import Text

NO_OFFER = 0  # In the address: the code is for an offer that is still being written.


def _shown(
    request: HttpRequest, deal: Deal, form: Form, do: Callable[[dict[str, Any]], Any], **words: Any
) -> HttpResponse:
    """A heading, a sentence, a form and one button; then back to the deal."""
    shown = {"deal": deal, "form": form, **words}
    return answer(
        request,
        form,
        do,
        then=reverse("deals:deal", args=[deal.code]),
        otherwise=lambda: render(request, "deals/quarrel_form.html", shown),
    )


@signed_in
def ask_cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the other side to cancel by agreement."""
    deal, act, _ = side(request, code)
    return _shown(
        request,
        deal,
        AskCancelForm(sent(request)),
        lambda data: deals.ask_cancel(act, deal_id=deal.pk, words=data["words"]),
        heading=Text("از طرف مقابل می‌خواهید معامله لغو شود؟", "Ask the other side to cancel?"),
        effect=Text(
            "مهلت معامله تا پاسخ او می‌ایستد. اگر بپذیرد همهٔ پول به خریدار برمی‌گردد؛ "
            "اگر دو روز پاسخ ندهد، پول نگه داشته و معامله به اختلاف می‌رود. فقط یک بار می‌توانید.",
            "The deal's clock stands still until the answer. If they agree, all the money goes "
            "back to the buyer; after two days of silence the money is kept and it becomes a "
            "dispute. You can ask once.",
        ),
        button=Text("فرستادن درخواست", "Send the request"),
    )


@signed_in
@require_POST
def send_code(request: HttpRequest, code: str, offer_id: int) -> HttpResponse:
    """Send the code that lets money go by an offer; then back to that offer."""
    deal, act, _ = side(request, code)
    phone = persons.phone_of(act.person)
    people.send_code(act, phone=phone, purpose=APPROVE, subject=deal.code)
    if offer_id == NO_OFFER:
        return SeeOther(reverse("deals:make_offer", args=[code]))
    return SeeOther(reverse("deals:accept_offer", args=[code, offer_id]))


@signed_in
def make_offer(request: HttpRequest, code: str) -> HttpResponse:
    """Offer an amount that would settle the quarrel."""
    deal, act, role = side(request, code)
    kind = BuyersAmountForm if role is Role.BUYER else AmountForm
    agreed = queries.terms(deal).price_units

    def do(data: dict[str, Any]) -> Any:
        what, _, freight_by = data["kind"].partition("_")
        fixed = {"refund": 0, "release": agreed, "return": 0}
        price_units = fixed.get(what, data["new_price"])
        if data.get("code"):
            _confirm(act, deal, data["code"])
        return deals.make_offer(
            act, deal_id=deal.pk, price_units=price_units, words=data["words"],
            return_freight_by=freight_by,
        )  # fmt: skip

    return _shown(
        request,
        deal,
        kind(sent(request)),
        do,
        heading=Text("برای پایان اختلاف چه پیشنهاد می‌کنید؟", "What would settle this?"),
        effect=Text(
            "اگر طرف مقابل بپذیرد، پول همان لحظه جابه‌جا می‌شود. پیشنهاد تازه جای قبلی را می‌گیرد.",
            "If the other side accepts, the money moves at once. A new offer replaces the last.",
        ),
        button=Text("فرستادن پیشنهاد", "Send the offer"),
        code_for=NO_OFFER if role is Role.BUYER else None,
    )


@signed_in
def accept_offer(request: HttpRequest, code: str, offer_id: int) -> HttpResponse:
    """Say yes to an amount: the money moves at once."""
    deal, act, role = side(request, code)
    offer = queries.offer_of(deal, offer_id)
    needs_code = role is Role.BUYER and offer.price_units > 0

    def do(data: dict[str, Any]) -> Any:
        if needs_code:
            _confirm(act, deal, data["code"])
        return deals.accept_offer(act, offer_id=offer_id)

    return _shown(
        request,
        deal,
        (ApproveForm if needs_code else YesForm)(sent(request)),
        do,
        heading=Text("این مبلغ را می‌پذیرید؟", "Accept this amount?"),
        effect=Text(
            "پول همان لحظه جابه‌جا می‌شود. این کار برگشت‌پذیر نیست.",
            "The money moves at once. This cannot be undone.",
        ),
        button=Text("پذیرفتن و جابه‌جایی پول", "Accept and move the money"),
        share=queries.share(queries.terms(deal), offer.price_units),
        freight_by=offer.return_freight_by,
        code_for=offer_id if needs_code else None,
    )


def _confirm(act: Act, deal: Deal, code: str) -> None:
    """The code is spent in a transaction of its own, so that a wrong try stays counted."""
    phone = persons.phone_of(act.person)
    people.confirm_code(act, phone=phone, purpose=APPROVE, code=code, subject=deal.code)


@signed_in
def refuse_offer(request: HttpRequest, code: str, offer_id: int) -> HttpResponse:
    """Say no to an amount; the quarrel goes on."""
    deal, act, _ = side(request, code)
    offer = queries.offer_of(deal, offer_id)
    return _shown(
        request,
        deal,
        YesForm(sent(request)),
        lambda _: deals.refuse_offer(act, offer_id=offer_id),
        heading=Text("این مبلغ را نمی‌پذیرید؟", "Refuse this amount?"),
        effect=Text("پولی جابه‌جا نمی‌شود و مهلت‌ها همان است.", "No money moves; deadlines stay."),
        button=Text("نمی‌پذیرم", "Refuse"),
        share=queries.share(queries.terms(deal), offer.price_units),
        freight_by=offer.return_freight_by,
    )


@signed_in
def give_evidence(request: HttpRequest, code: str) -> HttpResponse:
    """Say what happened, with files, for the arbiter to read."""
    deal, act, _ = side(request, code)
    case = queries.case_on(deal)

    def do(data: dict[str, Any]) -> Any:
        kept = [
            evidence.keep(act, person_id=act.person, upload=upload, param="pictures")
            for upload in data["pictures"]
        ]
        file_ids = tuple(file.pk for file in kept)
        return deals.give_evidence(act, case_id=case.pk, words=data["words"], file_ids=file_ids)

    return _shown(
        request,
        deal,
        StatementForm(sent(request), request.FILES or None),
        do,
        heading=Text("گفته و مدرک شما", "Your statement and evidence"),
        effect=Text(
            "طرف مقابل و داور آن را می‌خوانند و دیگر تغییر نمی‌کند.",
            "The other side and the arbiter read it, and it can no longer be changed.",
        ),
        button=Text("گذاشتن در پرونده", "Put it into the case"),
        has_files=True,
    )


@signed_in
def extend_evidence(request: HttpRequest, code: str) -> HttpResponse:
    """More time for evidence, once."""
    deal, act, _ = side(request, code)
    case = queries.case_on(deal)
    return _shown(
        request,
        deal,
        YesForm(sent(request)),
        lambda _: deals.extend_evidence(act, case_id=case.pk),
        heading=Text("برای مدارک مهلت بیشتری می‌خواهید؟", "Do you need more time for evidence?"),
        effect=Text(
            "مهلت هر دو طرف یک بار، ۴۸ ساعت، بیشتر می‌شود.",
            "Both sides get 48 hours more, once.",
        ),
        button=Text("مهلت بیشتر", "More time"),
    )


@signed_in
def appeal(request: HttpRequest, code: str) -> HttpResponse:
    """Ask that another person look at the ruling."""
    deal, act, _ = side(request, code)
    case = queries.case_on(deal)
    return _shown(
        request,
        deal,
        AppealForm(sent(request)),
        lambda data: deals.appeal(act, case_id=case.pk, words=data["words"]),
        heading=Text("بازبینی رأی را می‌خواهید؟", "Appeal the ruling?"),
        effect=Text(
            "داوری دیگر پرونده را از نو می‌خواند و رأی او قطعی است. پول تا آن زمان می‌ماند.",
            "Another arbiter reads the case anew, and that ruling is final. The money is kept.",
        ),
        button=Text("درخواست بازبینی", "Appeal"),
    )
