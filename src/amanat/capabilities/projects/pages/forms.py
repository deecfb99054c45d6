"""What holders ask, certifiers sign, buyers object, and staff decide."""

import re
from datetime import date
from typing import Any

from amanat.capabilities.projects.rules import terms
from amanat.face import forms
from amanat.face.say import say
from amanat.words.moments import read_day
from amanat.words.persian import ascii_digits
from amanat.words.text import Text

LONGEST_DAY = 12
MOST_DAYS = 365
LONGEST_PERCENT = 12
HUNDRED = 100
PERCENT = re.compile(
    r"([0-9]{1,3})(?:[.٫/]([0-9]{1,2}))?\s*(?:درصد|percent|\N{PERCENT SIGN}|\N{ARABIC PERCENT SIGN})?"
)
NO_PERCENT = Text(
    "عددی از ۰ تا ۱۰۰ بنویسید؛ مانند ۴۰ یا ۴۰٫۲۵.",
    "Write a number from 0 to 100, such as 40 or 40.25.",
)
NO_SUCH_DAY = Text("چنین روزی در تقویم نیست.", "There is no such day in the calendar.")
DAY_HINT = Text("مانند ۱۴۰۵/۰۹/۰۱", "Such as 2026-11-22; Jalali years are understood too.")
WHY = Text("دلیل", "Reason")
LEAST = Text("دست‌کم ده نویسه.", "At least ten characters.")


def words(label: Text, hint: Text = LEAST) -> forms.TextField:
    return forms.TextField(label, hint, longest=terms.LONGEST_WORDS, rows=3)


class PercentField(forms.TextField):
    """A percent with up to two decimals, kept as whole hundredths."""

    def clean(self, value: Any) -> Any:
        found = PERCENT.fullmatch(ascii_digits(super().clean(value)))
        if found is None:
            raise forms.wrong(NO_PERCENT)
        share = int(found[1]) * HUNDRED + int((found[2] or "").ljust(2, "0"))
        if share > terms.WHOLE:
            raise forms.wrong(NO_PERCENT)
        return share


class _WithDay(forms.Form):
    """A form with one day in it, named by `day_name`."""

    day_name = ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.day_name in data:
            day: date | None = read_day(data[self.day_name])
            if day is None:
                self.add_error(self.day_name, say(NO_SUCH_DAY))
            data[self.day_name] = day
        return data


class DrawForm(forms.Form):
    units = forms.TomanField(Text("مبلغ برداشت، به تومان", "Amount, in toman"))
    words = words(
        Text("برای چه کاری؟", "What is it for?"),
        Text("خریداران این را می‌خوانند.", "Buyers read this."),
    )


class WordsForm(forms.Form):
    words = words(WHY)


class ObjectForm(forms.Form):
    words = words(
        Text("چرا نباید آزاد شود؟", "Why should it not leave?"),
        Text("آنچه دیده‌اید بنویسید. کارشناس می‌خواند.", "Write what you saw. An officer reads it."),
    )


class DaysForm(forms.Form):
    days = forms.WholeNumberField(
        Text("چند روز بیشتر؟", "How many more days?"), least=1, most=MOST_DAYS
    )
    words = words(WHY)


class CollateralForm(forms.Form):
    units = forms.TomanField(Text("مبلغ رسیده، به تومان", "Amount that came, in toman"))
    source = forms.TextField(
        Text("کدام تضمین؟", "Which collateral?"),
        Text("نامش در همین صفحه است.", "Its name is on the project’s page."),
        longest=terms.LONGEST_NUMBER,
        ltr=True,
    )


class NameForm(_WithDay):
    day_name = "licence_until"

    kind = forms.ChoiceField(Text("در چه کاری؟", "As what?"), terms.CERTIFIERS)
    phone = forms.MobileField(Text("تلفن همراه او", "Their mobile"))
    licence_number = forms.TextField(
        Text("شمارهٔ پروانه", "Licence number"), longest=terms.LONGEST_NUMBER, ltr=True
    )
    licence_until = forms.TextField(
        Text("روز پایان پروانه", "Last day of the licence"), DAY_HINT, longest=LONGEST_DAY, ltr=True
    )


class CertifyForm(_WithDay):
    day_name = "issued_on"

    basis_points = PercentField(
        Text("چند درصد کار انجام شده است؟", "How many percent of the work are done?"),
        Text(
            "مانند ۴۰ یا ۴۰٫۲۵؛ از آغاز کار تا امروز.", "Such as 40 or 40.25, since the work began."
        ),
        longest=LONGEST_PERCENT,
        ltr=True,
    )
    issued_on = forms.TextField(
        Text("روز بازدید", "Day of the visit"), DAY_HINT, longest=LONGEST_DAY, ltr=True
    )
    place = forms.TextField(
        Text("جای بازدید", "Place"),
        Text("نشانی یا مختصات.", "Address or coordinates."),
        longest=terms.LONGEST_PLACE,
    )
    words = words(Text("چه دیدید؟", "What did you see?"))
    reason = forms.TextField(
        Text("دلیل کاهش، اگر از گواهی پیش کمتر است", "Why it is less than before, if it is"),
        longest=terms.LONGEST_WORDS,
        rows=2,
        required=False,
    )
    photos = forms.FilesField(
        Text("عکس‌ها", "Photos"),
        Text("همه می‌بینند؛ چهره و پلاک نگیرید.", "Everybody sees them; no faces, no plates."),
        most=terms.MOST_PHOTOS,
    )


class AuditForm(_WithDay):
    day_name = "until"

    until = forms.TextField(
        Text(
            "دفترها تا پایان کدام روز درست است؟", "The books are right up to the end of which day?"
        ),
        DAY_HINT,
        longest=LONGEST_DAY,
        ltr=True,
    )
    words = words(Text("یافته‌ها", "Findings"))
    paper = forms.FileField(Text("گزارش امضاشده", "The signed report"))
