"""What a holder objects to, and what officers write about papers, objections and weights."""

from typing import Any

from amanat.capabilities.ranks.rules import (
    FACTORS,
    LONGEST_SOURCE,
    LONGEST_SUBJECT,
    LONGEST_WORDS,
    MOST_POINTS,
)
from amanat.capabilities.ranks.rules.kinds import KINDS, ON_PAPER
from amanat.capabilities.ranks.rules.sentences import NAMES
from amanat.capabilities.ranks.states import CORRECTED, UPHELD
from amanat.face import forms
from amanat.face.say import say
from amanat.words.moments import read_day
from amanat.words.persian import ascii_digits
from amanat.words.text import Text

LONGEST_DAY = 12
LONGEST_CODE = 24
MOST_STRUCK = 50
LONGEST_NUMBER = 12
NO_SUCH_DAY = Text("چنین روزی در تقویم نیست.", "There is no such day in the calendar.")
NO_NUMBERS = Text("فقط شمارهٔ یادداشت‌ها را بنویسید.", "Write numbers of notes only.")
DAY_HINT = Text("مانند ۱۴۰۵/۰۹/۰۱", "Such as 2026-11-22; Jalali years are understood too.")
OUTCOMES = {
    CORRECTED: Text("رتبه نادرست است و اصلاح شود", "The score is wrong: correct it"),
    UPHELD: Text("رتبه درست است", "The score is right"),
}


class DayForm(forms.Form):
    """A form with days in it, Jalali or Gregorian."""

    DAYS: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in self.DAYS:
            typed = data.get(name)
            day = read_day(typed) if typed else None
            if typed and day is None:
                self.add_error(name, say(NO_SUCH_DAY))
            if name in data:
                data[name] = day
        return data


class ObjectionForm(forms.Form):
    words = forms.TextField(
        Text("کجای این رتبه نادرست است؟", "What in this score is wrong?"),
        Text("دست‌کم ده نویسه. دو نفر آن را می‌خوانند.", "At least ten characters. Two people read it."),
        longest=LONGEST_WORDS,
        rows=5,
    )  # fmt: skip


class PaperForm(DayForm):
    DAYS = ("day", "until")

    code = forms.TextField(
        Text("کد کسب‌وکار", "Code of the business"), longest=LONGEST_CODE, ltr=True
    )
    kind = forms.SelectField(
        Text("چه سندی؟", "Which paper?"), {kind: KINDS[kind] for kind in ON_PAPER}
    )
    day = forms.TextField(
        Text("روز رخداد یا پایان دوره", "Day it happened, or end of the period"), DAY_HINT,
        longest=LONGEST_DAY, ltr=True,
    )  # fmt: skip
    subject = forms.TextField(
        Text("نام یا شماره", "Name or number"),
        Text("پاسخِ یک رخداد همان نام را دارد.", "What answers something has the same name."),
        longest=LONGEST_SUBJECT,
    )
    units = forms.TomanField(
        Text("مبلغ: درآمد، فروش اظهارشده یا ضمانت", "Amount: revenue, declared sales, guarantee"),
        required=False,
    )
    other_units = forms.TomanField(
        Text("مبلغ دوم: دارایی، یا جمع درگاه‌ها", "Second amount: assets, or the gateways’ total"),
        required=False,
    )
    until = forms.TextField(
        Text("پایان اعتبار", "Valid until"), DAY_HINT, longest=LONGEST_DAY, ltr=True, required=False
    )
    source = forms.TextField(
        Text("صادرکننده و شمارهٔ سند", "Issuer and number of the paper"), longest=LONGEST_SOURCE
    )


class StruckForm(forms.Form):
    """Numbers of notes, one on a line."""

    struck = forms.LinesField(
        Text("شمارهٔ یادداشت‌های نادرست", "Numbers of the wrong notes"),
        Text("هر کدام در یک خط؛ فقط برای اصلاح.", "One on a line; only to correct."),
        most=MOST_STRUCK, longest=LONGEST_NUMBER, required=False,
    )  # fmt: skip

    def clean_struck(self) -> list[int]:
        numbers = [ascii_digits(line) for line in self.cleaned_data["struck"]]
        if not all(one.isascii() and one.isdecimal() for one in numbers):
            raise forms.wrong(NO_NUMBERS)
        return [int(one) for one in numbers]


class AnswerForm(StruckForm):
    outcome = forms.ChoiceField(Text("پاسخ", "Answer"), OUTCOMES)
    words = forms.TextField(
        Text("دلیل، برای صاحب کسب‌وکار", "Reason, for the holder"), longest=LONGEST_WORDS, rows=4
    )


class CloseForm(forms.Form):
    words = forms.TextField(Text("چه یافتید؟", "What did you find?"), longest=LONGEST_WORDS, rows=4)


class WeightsForm(forms.Form):
    """One whole number for each factor, and the reason."""

    words = forms.TextField(
        Text("چرا؟", "Why?"), Text("همه آن را می‌خوانند.", "Everybody reads it."),
        longest=LONGEST_WORDS, rows=4,
    )  # fmt: skip

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        for name in FACTORS:
            self.fields[name] = forms.WholeNumberField(
                NAMES[name], least=0, most=MOST_POINTS // 100
            )

    def weights(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in FACTORS}


class EnactForm(DayForm):
    DAYS = ("valid_from",)

    valid_from = forms.TextField(
        Text("از چه روزی؟", "From which day?"), DAY_HINT, longest=LONGEST_DAY, ltr=True
    )
