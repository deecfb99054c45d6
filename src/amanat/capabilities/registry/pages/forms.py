"""What an officer types about a licence."""

from typing import Any

from amanat.capabilities.registry import rules
from amanat.face import forms
from amanat.face.say import say
from amanat.words.moments import read_day
from amanat.words.text import Text

LONGEST_DAY = 12
NO_SUCH_DAY = Text("چنین روزی در تقویم نیست.", "There is no such day in the calendar.")
DAY_HINT = Text("مانند ۱۴۰۵/۰۹/۰۱", "Such as 2026-11-22; Jalali years are understood too.")


class LicenceForm(forms.Form):
    """One licence as it stands on its paper."""

    name_fa = forms.TextField(
        Text("نام مجوز، به فارسی", "Name, in Persian"), longest=rules.LONGEST_NAME
    )
    name_en = forms.TextField(
        Text("نام مجوز، به انگلیسی", "Name, in English"), longest=rules.LONGEST_NAME
    )
    issuer_fa = forms.TextField(
        Text("صادرکننده، به فارسی", "Issuer, in Persian"), longest=rules.LONGEST_NAME
    )
    issuer_en = forms.TextField(
        Text("صادرکننده، به انگلیسی", "Issuer, in English"), longest=rules.LONGEST_NAME
    )
    number = forms.TextField(Text("شماره", "Number"), longest=rules.LONGEST_NUMBER, ltr=True)
    valid_from = forms.TextField(
        Text("روز آغاز اعتبار", "First day"), DAY_HINT, longest=LONGEST_DAY, ltr=True
    )
    valid_until = forms.TextField(
        Text("روز پایان اعتبار", "Last day"), DAY_HINT, longest=LONGEST_DAY, ltr=True
    )
    check_url = forms.TextField(
        Text("نشانی همگانی برای بررسی", "Public address to check it"),
        Text("با https آغاز می‌شود و نزد خود صادرکننده است.",
             "It begins with https:// and belongs to the issuer."),
        longest=rules.LONGEST_ADDRESS,
        ltr=True,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in ("valid_from", "valid_until"):
            if name in data and (day := read_day(data[name])) is None:
                self.add_error(name, say(NO_SUCH_DAY))
            elif name in data:
                data[name] = day
        return data


class EndForm(forms.Form):
    reason = forms.ChoiceField(
        Text("چرا پایان می‌یابد؟", "Why does it end?"),
        rules.END_REASONS,
        Text("همه آن را می‌خوانند.", "Everybody reads it."),
    )
