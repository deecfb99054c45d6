"""Rating the other side, after the end."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.pages.record import side
from amanat.capabilities.deals.rules import LONGEST_RATING
from amanat.face import forms
from amanat.face.web import answer, sent, signed_in
from amanat.words.refusal import WrongState
from amanat.words.text import Text

STARS = {
    "5": Text("۵ از ۵: همه‌چیز خوب بود", "5 of 5: everything was right"),
    "4": Text("۴ از ۵: خوب", "4 of 5: good"),
    "3": Text("۳ از ۵: میانه", "3 of 5: so so"),
    "2": Text("۲ از ۵: ضعیف", "2 of 5: poor"),
    "1": Text("۱ از ۵: بد", "1 of 5: bad"),
}


class RateForm(forms.Form):
    stars = forms.ChoiceField(Text("امتیاز شما", "Your rating"), STARS)
    words = forms.TextField(
        Text("اگر می‌خواهید چند کلمه بنویسید", "A few words, if you like"),
        longest=LONGEST_RATING,
        rows=3,
        required=False,
    )


@signed_in
def rate(request: HttpRequest, code: str) -> HttpResponse:
    """One to five, and a few words."""
    deal, act, _ = side(request, code)
    pair = queries.ratings_of(deal, act.person, act.at)
    if request.method == "GET" and (pair is None or not pair.is_open):
        raise WrongState
    form = RateForm(sent(request))
    return answer(
        request,
        form,
        lambda data: deals.rate(
            act, deal_id=deal.pk, stars=int(data["stars"]), words=data["words"]
        ),
        then=reverse("deals:deal", args=[code]),
        otherwise=lambda: render(request, "deals/rate.html", {"deal": deal, "form": form}),
    )
