"""What a business declares, and what officers decide."""

from datetime import date, timedelta
from typing import Any

from amanat.capabilities.ceilings.rules import terms
from amanat.face import forms
from amanat.face.say import say
from amanat.words.moments import read_day
from amanat.words.text import Text

LONGEST_DAY = 12
LONGEST_ID = 20
LONGEST_RECEIPT = 4_000
NO_SUCH_DAY = Text("چنین روزی در تقویم نیست.", "There is no such day in the calendar.")
DAY_HINT = Text("مانند ۱۴۰۵/۰۹/۰۱", "Such as 2026-11-22; Jalali years are understood too.")


class _WithDay(forms.Form):
    """A paper with its last day."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "valid_until" in data:
            day: date | None = read_day(data["valid_until"])
            if day is None:
                self.add_error("valid_until", say(NO_SUCH_DAY))
            data["valid_until"] = day
        return data


class DeclareForm(_WithDay):
    kind = forms.ChoiceField(Text("چه چیزی؟", "What?"), terms.FACTS)
    units = forms.TomanField(Text("مبلغ، به تومان", "Amount, in toman"))
    certifier = forms.TextField(
        Text("چه کسی تأیید کرده است؟", "Who certified it?"),
        Text("حسابرس، بانک یا خزانه‌دار مستقل.", "An independent auditor, bank or vault keeper."),
        longest=terms.LONGEST_NAME,
    )
    certifier_id = forms.TextField(
        Text("شناسهٔ ملی یا کد ملیِ تأییدکننده", "Legal or national id of who certified"),
        longest=LONGEST_ID,
        ltr=True,
    )
    number = forms.TextField(
        Text("شمارهٔ سند", "Number of the paper"), longest=terms.LONGEST_NUMBER, ltr=True
    )
    valid_until = forms.TextField(
        Text("روز پایان اعتبار", "Last day it is valid"), DAY_HINT, longest=LONGEST_DAY, ltr=True
    )


class TopUpForm(_WithDay):
    kind = forms.ChoiceField(Text("چه تضمینی؟", "Which collateral?"), terms.COLLATERAL)
    units = forms.TomanField(Text("مبلغ، به تومان", "Amount, in toman"))
    issuer = forms.TextField(
        Text("صادرکننده", "Issuer"),
        Text("بانک، بیمه یا دفتر اسناد.", "The bank, insurer or registry."),
        longest=terms.LONGEST_NAME,
    )
    number = forms.TextField(
        Text("شمارهٔ تضمین", "Number of the guarantee"), longest=terms.LONGEST_NUMBER, ltr=True
    )
    valid_until = forms.TextField(
        Text("روز پایان اعتبار", "Last day it is valid"), DAY_HINT, longest=LONGEST_DAY, ltr=True
    )


class ChangeForm(forms.Form):
    """`days` is when it takes effect: 0 as soon as the second person approves."""

    kind = forms.ChoiceField(Text("چه تغییری؟", "Which change?"), terms.CHANGES)
    units = forms.TomanField(
        Text("سقف تازه، به تومان", "New ceiling, in toman"),
        Text("فقط برای پایین‌گذاشتن با دست.", "Only to hold it lower by hand."),
        required=False,
    )
    days = forms.WholeNumberField(
        Text("چند روز دیگر اجرا شود؟", "Takes effect in how many days?"),
        Text("صفر: همین که نفر دوم تأیید کند.", "Zero: as soon as the second person approves."),
        least=0,
        most=terms.EFFECT_WITHIN_DAYS,
        initial=0,
    )
    words = forms.TextField(
        Text("دلیل", "Reason"),
        Text("کسب‌وکار آن را می‌خواند؛ دست‌کم ده نویسه.",
             "The business reads it; at least ten characters."),
        longest=terms.LONGEST_WORDS,
        rows=3,
    )  # fmt: skip

    @property
    def ahead(self) -> timedelta:
        return timedelta(days=self.cleaned_data["days"] or 0)


class RefuseForm(forms.Form):
    reason = forms.ChoiceField(
        Text("چرا رد می‌شود؟", "Why is it refused?"),
        terms.REFUSALS,
        Text("کسب‌وکار آن را می‌خواند.", "The business reads it."),
    )


class CompareForm(forms.Form):
    """Two receipts by their codes."""

    first = forms.TextField(
        Text("کد رسید نخست", "Code of the first receipt"), longest=LONGEST_ID, ltr=True
    )
    second = forms.TextField(
        Text("کد رسید دوم", "Code of the second receipt"), longest=LONGEST_ID, ltr=True
    )
