"""The forms of a quarrel: amounts, statements, rulings."""

from typing import Any

from amanat.capabilities.deals.rules import (
    CLAUSES,
    HIGHEST_PRICE_UNITS,
    LONGEST_MESSAGE,
    LONGEST_REASON,
    MOST_FILES,
    STATEMENT_CHARACTERS,
)
from amanat.face import forms
from amanat.words.text import Text

KINDS = {
    "refund": Text("همهٔ پول به خریدار برگردد", "All the money back to the buyer"),
    "partial": Text("بها کم شود", "A lower price"),
    "release": Text("همهٔ پول به فروشنده برسد", "All the money to the seller"),
    "return_seller": Text("کالا برگردد، سپس همهٔ پول؛ کرایهٔ برگشت با فروشنده",
                          "Goods back, then all the money; freight on the seller"),
    "return_buyer": Text("کالا برگردد، سپس همهٔ پول؛ کرایهٔ برگشت با خریدار",
                         "Goods back, then all the money; freight on the buyer"),
}  # fmt: skip
GOODS = {
    "stay": Text("کالا نزد خریدار می‌ماند", "The goods stay with the buyer"),
    "seller": Text("کالا برمی‌گردد، سپس همهٔ پول؛ کرایه با فروشنده",
                   "They go back, then all the money; freight on the seller"),
    "buyer": Text("کالا برمی‌گردد، سپس همهٔ پول؛ کرایه با خریدار",
                  "They go back, then all the money; freight on the buyer"),
}  # fmt: skip
AMOUNT_NEEDED = Text("بهای تازه را بنویسید.", "Write the new price.")
NOT_THE_SUM = Text("جمع دو سهم باید {sum} ریال باشد.", "The two shares must add up to {sum} rial.")
SIDES = {"buyer": Text("خریدار", "The buyer"), "seller": Text("فروشنده", "The seller")}


def freight_by(goods: str) -> str:
    """Who pays the way back of goods that go back; "" when they stay."""
    return "" if goods in {"", "stay"} else goods


class AskCancelForm(forms.Form):
    words = forms.TextField(Text("چرا؟", "Why?"), longest=LONGEST_MESSAGE, rows=3, required=False)


class AmountForm(forms.Form):
    """A full refund, a lower price, or a full release."""

    kind = forms.ChoiceField(Text("چه پیشنهاد می‌کنید؟", "What do you offer?"), KINDS)
    new_price = forms.TomanField(
        Text("بهای تازهٔ کالا", "The new price of the goods"),
        Text(
            "فقط برای کم‌شدن بها. تفاوت به خریدار برمی‌گردد و کارمزد از بهای تازه حساب می‌شود.",
            "Only for a lower price. The rest goes back; the fee is taken on the new price.",
        ),
        required=False,
    )
    words = forms.TextField(
        Text("توضیح", "Explanation"), longest=LONGEST_MESSAGE, rows=3, required=False
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") == "partial" and not data.get("new_price"):
            self.add_error("new_price", forms.wrong(AMOUNT_NEEDED))
        return data


class BuyersAmountForm(AmountForm):
    """The buyer's offer lets money go when the seller accepts: it takes a code."""

    code = forms.CodeField(
        Text("کد پیامکی", "Code from the SMS"),
        Text(
            "اگر با این پیشنهاد پولی به فروشنده می‌رسد، نخست کد بخواهید و اینجا بنویسید.",
            "If money goes to the seller by this offer, ask for a code first and type it here.",
        ),
        required=False,
    )


class YesForm(forms.Form):
    """A yes that needs nothing typed."""


class StatementForm(forms.Form):
    words = forms.TextField(
        Text("چه شد؟ به ترتیب و با تاریخ بنویسید", "What happened? In order, with dates"),
        Text("دست‌کم ۱۰۰ نویسه.", "At least 100 characters."),
        longest=STATEMENT_CHARACTERS[-1],
        rows=10,
    )
    pictures = forms.FilesField(Text("مدارک", "Files"), most=MOST_FILES, required=False)


class AppealForm(forms.Form):
    words = forms.TextField(
        Text("چرا رأی باید بازبینی شود؟", "Why should the ruling be looked at again?"),
        Text("دست‌کم ۱۰۰ نویسه.", "At least 100 characters."),
        longest=STATEMENT_CHARACTERS[-1],
        rows=8,
    )


class RulingForm(forms.Form):
    """Two shares of the price that add up to it, to the rial."""

    price_units = forms.WholeNumberField(
        Text("از بها به فروشنده، به ریال", "Of the price to the seller, in rial"),
        least=0,
        most=HIGHEST_PRICE_UNITS,
    )
    back_units = forms.WholeNumberField(
        Text("از بها به خریدار، به ریال", "Of the price to the buyer, in rial"),
        least=0,
        most=HIGHEST_PRICE_UNITS,
    )
    goods = forms.ChoiceField(
        Text("کالا چه می‌شود؟", "And the goods?"), GOODS, required=False, initial="stay"
    )
    clause = forms.ChoiceField(Text("بند قواعد", "Clause of the rules"), CLAUSES)
    reasons = forms.TextField(Text("دلیل‌ها", "Reasons"), longest=LONGEST_REASON, rows=8)
    code = forms.CodeField(
        Text("کد پیامکی", "Code from the SMS"),
        Text("رأی با کدی که می‌خواهید امضا می‌شود.", "The code you ask for signs the ruling."),
    )
    no_link = forms.TickField(
        Text(
            "با هیچ‌یک از دو طرف خویشاوندی، آشنایی یا سود مشترک ندارم.",
            "I am no relative, friend or partner of either side.",
        )
    )

    def __init__(self, data: Any = None, *, agreed_units: int = 0, **options: Any) -> None:
        super().__init__(data, **options)
        self.agreed_units = agreed_units

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        price, back = data.get("price_units"), data.get("back_units")
        if price is not None and back is not None and price + back != self.agreed_units:
            self.add_error("back_units", forms.wrong(NOT_THE_SUM, sum=f"{self.agreed_units:,}"))
        return data


class CallForm(forms.Form):
    side = forms.ChoiceField(Text("با که صحبت شد؟", "Who was called?"), SIDES)
    words = forms.TextField(Text("چه گفته شد؟", "What was said?"), longest=LONGEST_REASON, rows=3)
