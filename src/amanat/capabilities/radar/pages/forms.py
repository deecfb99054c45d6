"""What officers decide and why, lists of addresses, reports from outside, and owners' answers."""

from collections.abc import Mapping
from typing import Any

from amanat.capabilities.radar.rules.limits import (
    LEAST_WORDS,
    LONGEST_ADDRESS,
    LONGEST_WORDS,
    MOST_IN_LIST,
)
from amanat.face import forms
from amanat.words.persian import persian_digits
from amanat.words.text import Text

ANSWERS = {
    "claim_removal": Text("برداشتم؛ دوباره نگاه کنید", "It is removed; look again"),
    "object_to_notice": Text("درست نیست؛ اعتراض دارم", "It is not so; I object"),
}


class DecisionForm(forms.Form):
    verb = forms.ChoiceField(Text("تصمیم", "Decision"), {})
    words = forms.TextField(
        Text("دلیل", "Reason"),
        Text(
            f"در پرونده می‌ماند؛ دست‌کم {persian_digits(LEAST_WORDS)} نویسه.",
            f"It stays with the case; at least {LEAST_WORDS} characters.",
        ),
        longest=LONGEST_WORDS,
        rows=3,
    )

    def __init__(self, verbs: Mapping[str, Text], data: Any = None) -> None:
        super().__init__(data)
        self.fields["verb"] = forms.ChoiceField(Text("تصمیم", "Decision"), verbs)


class ListForm(forms.Form):
    addresses = forms.LinesField(
        Text("نشانی‌ها، هر کدام در یک سطر", "Addresses, one to a line"),
        Text("از این پس به هر کدام نگاه می‌کنیم.", "Each is looked at from now on."),
        most=MOST_IN_LIST,
        longest=LONGEST_ADDRESS,
    )


class ReportForm(forms.Form):
    address = forms.TextField(
        Text("نشانی صفحه", "Address of the page"),
        Text("مانند shop.example/page", "Such as shop.example/page"),
        longest=LONGEST_ADDRESS,
        ltr=True,
    )
    words = forms.TextField(
        Text("چه دیدید؟", "What did you see?"),
        Text("نام و شماره ننویسید؛ لازم نیست.", "No name or number is needed."),
        longest=LONGEST_WORDS,
        rows=3,
        required=False,
    )


class AnswerForm(forms.Form):
    verb = forms.ChoiceField(Text("پاسخ شما", "Your answer"), ANSWERS)
    words = forms.TextField(
        Text("توضیح", "Explanation"),
        Text("برای اعتراض لازم است.", "Needed for an objection."),
        longest=LONGEST_WORDS,
        rows=4,
        required=False,
    )


class DoneForm(forms.Form):
    """The provider's word that its order is carried out."""
