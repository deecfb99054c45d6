"""Real or fake? A code and four digits from an SMS, and the phrase that only we can know."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from amanat.capabilities.people import queries as people
from amanat.capabilities.registry import actions
from amanat.face import forms
from amanat.face.web import act_of, sent
from amanat.words.persian import ascii_digits
from amanat.words.refusal import Refused
from amanat.words.text import Text

LONGEST_CODE = 40
LONGEST_DIGITS = 12
UNPROCESSABLE, TOO_MANY = 422, 429


class VerifyForm(forms.Form):
    code = forms.TextField(
        Text("کد معامله", "Deal code"),
        Text("مانند D-7K4Q-92MX-5TB3", "Such as D-7K4Q-92MX-5TB3"),
        longest=LONGEST_CODE,
        ltr=True,
    )
    digits = forms.TextField(
        Text("چهار رقم نشانه", "The four digits of the watchword"),
        Text("در پایان پیامک آمده است.", "They stand at the end of the SMS."),
        longest=LONGEST_DIGITS,
        ltr=True,
    )


@require_http_methods(["GET", "POST"])
@never_cache
def verify(request: HttpRequest) -> HttpResponse:
    """The same page for a wrong code, wrong digits, and a deal that does not exist."""
    form = VerifyForm(sent(request))
    shown: dict[str, object] = {"form": form}
    status = 200
    if form.is_bound and form.is_valid():
        try:
            shown["phrase"] = actions.look(
                act_of(request),
                code=ascii_digits(form.cleaned_data["code"]),
                digits=ascii_digits(form.cleaned_data["digits"]).replace(" ", ""),
                network=people.network_of(
                    request.META.get("REMOTE_ADDR", ""), request.headers.get("X-Forwarded-For", "")
                ),
            )
            shown["is_asked"] = True
        except Refused as no:
            form.refuse(no)
            status = TOO_MANY
    elif form.is_bound:
        status = UNPROCESSABLE
    return render(request, "registry/verify.html", shown, status=status)
