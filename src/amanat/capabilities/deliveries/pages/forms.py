"""What is typed about deliveries."""

from datetime import date
from typing import Any

from amanat.capabilities.deliveries.rules import complaint, table
from amanat.capabilities.deliveries.rules.codes import CODE_DIGITS
from amanat.capabilities.deliveries.rules.sheets import CALL, WORKS
from amanat.face import forms
from amanat.face.say import say
from amanat.words.moments import read_day
from amanat.words.text import Text

LONGEST_DAY = 12
LONGEST_VIN = 24
LONGEST_DEFECTS = 2_000
LONGEST_REASON = 500
NO_SUCH_DAY = Text("چنین روزی در تقویم نیست.", "There is no such day in the calendar.")
VIN = Text("شناسهٔ خودرو (VIN)", "Vehicle identification number (VIN)")
DAY_HINT = Text("مانند ۱۴۰۵/۰۹/۱۰", "Such as 2026-12-01; Jalali years are understood too.")


class CallForm(forms.Form):
    """The day, and the vehicle where there is one."""

    def __init__(self, *args: Any, is_vehicle: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not is_vehicle:
            del self.fields["vin"]

    vin = forms.TextField(
        VIN,
        Text("۱۷ نویسه، بی I و O و Q.", "17 characters, without I, O and Q."),
        longest=LONGEST_VIN,
        ltr=True,
    )
    day = forms.TextField(
        Text("روز تحویل", "Day of the hand-over"), DAY_HINT, longest=LONGEST_DAY, ltr=True
    )

    def clean_day(self) -> date | None:
        day = read_day(self.cleaned_data["day"])
        if day is None:
            self.add_error("day", say(NO_SUCH_DAY))
        return day


class CallBackForm(forms.Form):
    reason = forms.TextField(
        Text("چرا پس می‌گیرید؟", "Why do you take it back?"),
        Text("مثلاً شناسهٔ خودرو اشتباه نوشته شد.", "For example: the VIN was mistyped."),
        longest=LONGEST_REASON,
    )


class HandOverForm(forms.Form):
    code = forms.CodeField(
        Text("کدی که خریدار می‌دهد", "The code the buyer gives"),
        Text("شش رقم، در صفحهٔ تحویل در گوشی خریدار.", "Six digits, on the buyer’s phone."),
    )

    defects = forms.TextField(
        Text("عیب‌هایی که دیده شد", "Defects that were seen"),
        Text("اگر عیبی نیست خالی بگذارید.", "Leave it empty when there are none."),
        longest=LONGEST_DEFECTS,
        rows=3,
        required=False,
    )

    def clean_code(self) -> str:
        """Six digits, or it costs no try."""
        code: str = self.cleaned_data["code"]
        if len(code) != CODE_DIGITS:
            raise forms.wrong(table.NO_CODE)
        return code


class AcceptForm(forms.Form):
    defects = forms.TextField(
        Text("عیبی می‌بینید؟", "Is anything wrong?"),
        Text("هر عیب در یک خط؛ اگر نیست خالی بگذارید.", "One on each line; empty if nothing is."),
        longest=LONGEST_DEFECTS,
        rows=3,
        required=False,
    )


class AnswerForm(forms.Form):
    answer = forms.TextField(
        Text("پاسخ شما به خریدار", "Your answer to the buyer"),
        Text("چرا دیر شده است و کی تحویل می‌دهید؟", "Why is it late, and when will it come?"),
        longest=complaint.LONGEST_ANSWER,
        rows=4,
    )


class UploadForm(forms.Form):
    work = forms.ChoiceField(Text("سطرها برای چیست؟", "What are the rows for?"), WORKS)
    file = forms.FileField(
        Text("پروندهٔ جدول", "CSV file"),
        Text(
            "ستون‌ها: قرارداد، شناسه خودرو، تاریخ تحویل، کد تحویل، توضیح. حداکثر ۱۰۰٬۰۰۰ سطر.",
            "Columns: contract, vin, day, code, note. At most 100,000 rows.",
        ),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["file"].widget.attrs["accept"] = ".csv,text/csv"


class RowForm(forms.Form):
    """One row of a file, typed again; only a hand-over has the buyer's code."""

    def __init__(self, *args: Any, work: str, **more: Any) -> None:
        super().__init__(*args, **more)
        if work == CALL:
            del self.fields["code"]

    contract = forms.TextField(table.COLUMNS["contract"], longest=table.LONGEST_CELL, ltr=True)
    vin = forms.TextField(
        table.COLUMNS["vin"], longest=table.LONGEST_CELL, ltr=True, required=False
    )
    day = forms.TextField(table.COLUMNS["day"], longest=table.LONGEST_CELL, ltr=True)
    code = forms.TextField(
        table.COLUMNS["code"], longest=table.LONGEST_CELL, ltr=True, required=False
    )
    note = forms.TextField(table.COLUMNS["note"], longest=table.LONGEST_CELL, required=False)
