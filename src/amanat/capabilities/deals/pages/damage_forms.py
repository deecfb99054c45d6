"""The forms of packing, claims and returns."""

from typing import Any

from amanat.capabilities.deals.pages.forms import CARRIERS
from amanat.capabilities.deals.pages.quarrel_forms import GOODS
from amanat.capabilities.deals.rules import (
    HIGHEST_PRICE_UNITS,
    LEAST_WEIGHT_GRAMS,
    LONGEST_MESSAGE,
    LONGEST_REASON,
    MOST_FILES,
    MOST_WEIGHT_GRAMS,
)
from amanat.face import forms
from amanat.words.text import Text

BOX = Text("عکس جعبهٔ بیرونی", "Picture of the outer box")
LABEL = Text("عکس برچسب روی بسته", "Picture of the label")
ITEM = Text("عکس خود کالا", "Picture of the item")
CODE = Text("کد پیامکی", "Code from the SMS")
SIGNS = Text("تصمیم با کدی که می‌خواهید امضا می‌شود.", "The code you ask for signs the decision.")


class PackForm(forms.Form):
    pictures = forms.FilesField(
        Text("عکس بستهٔ بسته‌شده", "Pictures of the packed parcel"), most=MOST_FILES
    )
    weight_grams = forms.WholeNumberField(
        Text("وزن بسته، به گرم", "Weight of the parcel, in grams"),
        least=LEAST_WEIGHT_GRAMS,
        most=MOST_WEIGHT_GRAMS,
    )
    has_word = forms.TickField(
        Text("واژهٔ معامله روی بسته نوشته شده و در عکس پیداست.",
             "The deal’s word is written on the parcel and can be seen in the picture."),
        required=False,
    )  # fmt: skip


class ProofField(forms.FileField):
    """A picture that is needed, if not at once: it may follow within the time for proof."""

    may_follow = True


class ProofsForm(forms.Form):
    """The three pictures; those that are missing may follow within a day."""

    box = ProofField(BOX, required=False)
    label = ProofField(LABEL, required=False)
    item = ProofField(ITEM, required=False)


class ClaimForm(ProofsForm):
    words = forms.TextField(
        Text("چه آسیبی دیده است؟", "What is damaged?"), longest=LONGEST_MESSAGE, rows=4
    )
    minutes = forms.FileField(
        Text("صورت‌جلسهٔ حمل‌کننده", "The carrier’s minutes"),
        Text("اگر مأمور پست یا پیک آسیب را نوشته است.", "If the carrier wrote the damage down."),
        required=False,
    )
    field_order = ("words", "box", "label", "item", "minutes")


class AnswerForm(forms.Form):
    words = forms.TextField(
        Text("چه می‌گویید؟", "What do you say?"), longest=LONGEST_MESSAGE, rows=5
    )
    pictures = forms.FilesField(Text("مدارک", "Files"), most=MOST_FILES, required=False)


class SendBackForm(forms.Form):
    carrier = forms.ChoiceField(Text("با چه؟", "By what?"), CARRIERS, initial="post")
    code = forms.TextField(
        Text("کد رهگیری یا شمارهٔ بارنامه", "Tracking code or waybill number"), longest=40, ltr=True
    )
    file = forms.FileField(
        Text("عکس رسید یا بارنامه", "Picture of the receipt or waybill"), required=False
    )


class ProveForm(forms.Form):
    file = forms.FileField(
        Text("گواهی تحویل از حمل‌کننده", "The carrier’s proof of delivery"),
        Text("عکس صفحهٔ رهگیری یا رسید امضاشده.", "A picture of the tracking page or receipt."),
    )


class FactsForm(forms.Form):
    """What the officer confirms. The table does the rest."""

    is_late = forms.TickField(
        Text(
            "دیرتر از ۲۴ ساعت پس از تحویل گزارش شده است", "Reported later than 24 h after delivery"
        ),
        required=False,
    )
    is_packed_right = forms.TickField(
        Text("بسته‌بندی نشان داده شده و درست است", "Packing is shown and right"), required=False
    )
    has_minutes = forms.TickField(
        Text("صورت‌جلسه هست یا حمل‌کننده آسیب را پذیرفته است",
             "There are minutes, or the carrier admits it"),
        required=False,
    )  # fmt: skip
    is_proven_intact = forms.TickField(
        Text("حمل‌کننده تحویل سالم را ثابت کرده و عکس‌ها با ادعا نمی‌خواند",
             "The carrier proves intact delivery and the pictures contradict the claim"),
        required=False,
    )  # fmt: skip
    is_handed_over = forms.TickField(
        Text("تحویل بسته به حمل‌کننده ثابت است", "It is proven that the carrier took the parcel"),
        required=False,
    )
    declared_units = forms.WholeNumberField(
        Text("بهای اظهارشده به حمل‌کننده، به ریال", "Value declared to the carrier, in rial"),
        least=0,
        most=HIGHEST_PRICE_UNITS,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["declared_units"] = data.get("declared_units") or 0
        return data


class DecideForm(FactsForm):
    """The facts travel along unseen; the officer says why, and signs."""

    reasons = forms.TextField(Text("دلیل‌ها", "Reasons"), longest=LONGEST_REASON, rows=5)
    code = forms.CodeField(CODE, SIGNS)

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        for name in FactsForm.base_fields:
            self.fields[name].widget = self.fields[name].hidden_widget()


class ProposeForm(forms.Form):
    """Another outcome than the table's: a second officer must confirm it."""

    price_units = forms.WholeNumberField(
        Text("از بها به فروشنده، به ریال", "Of the price to the seller, in rial"),
        least=0,
        most=HIGHEST_PRICE_UNITS,
        initial=0,
    )
    fund_units = forms.WholeNumberField(
        Text("از صندوق به فروشنده، به ریال", "From the fund to the seller, in rial"),
        least=0,
        most=HIGHEST_PRICE_UNITS,
        initial=0,
    )
    goods = forms.ChoiceField(
        Text("کالا چه می‌شود؟", "And the goods?"), GOODS, required=False, initial="stay"
    )
    reasons = forms.TextField(Text("دلیل‌ها", "Reasons"), longest=LONGEST_REASON, rows=4)
    code = forms.CodeField(CODE, SIGNS)


class SecondForm(forms.Form):
    code = forms.CodeField(CODE, SIGNS)
