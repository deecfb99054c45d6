"""What finance types: a file, a reason, an entry."""

from typing import Any

from amanat.capabilities.reconciliation import queries
from amanat.capabilities.reconciliation.models import Item
from amanat.capabilities.reconciliation.rules.keys import LONGEST_WORDS
from amanat.face import forms
from amanat.words.text import Text

WHY = Text("چرا؟", "Why?")
KEPT = Text("برای همیشه کنار این رقم می‌ماند.", "It stays beside this sum for good.")
LARGEST_FILE_BYTES = 8 * 1024 * 1024


class StatementForm(forms.Form):
    """The bank's file of one day."""

    file = forms.FileField(
        Text("صورت‌حساب بانک", "The bank’s statement"),
        Text("camt.053 یا جدول CSV، هر بار یک روز.", "camt.053 or a CSV table, one day at a time."),
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["file"].widget.attrs["accept"] = ".xml,.csv,text/csv,application/xml"

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE_BYTES:
            raise forms.wrong(Text("حداکثر ۸ مگابایت.", "At most 8 MB."))
        content: bytes = file.read()
        return content


class WordsForm(forms.Form):
    """A reason, and nothing else."""

    words = forms.TextField(WHY, KEPT, longest=LONGEST_WORDS, rows=3)


class MatchForm(WordsForm):
    """To what a line belongs."""

    def __init__(self, item: Item, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        choices = {
            one.subject: Text(
                f"{one.subject} · {one.reference}", f"{one.subject} · {one.reference}"
            )
            for one in queries.candidates(item.line)
        }
        subject = forms.ChoiceField(Text("از آنِ چیست؟", "What does it belong to?"), choices)
        self.fields = {"subject": subject, **self.fields}


class CorrectionForm(WordsForm):
    """Between which two accounts of the house the difference is booked."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        accounts = {code: Text(code, code) for code in queries.of_the_house()}
        self.fields = {
            "debit": forms.SelectField(Text("بدهکار", "Debit"), accounts),
            "credit": forms.SelectField(Text("بستانکار", "Credit"), accounts),
            **self.fields,
        }


class HaltForm(forms.Form):
    """Why everything stops, or why it may go on."""

    words = forms.TextField(WHY, longest=LONGEST_WORDS, rows=3)
