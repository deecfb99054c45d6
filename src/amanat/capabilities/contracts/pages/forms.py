"""What a buyer types about a contract, and how a maker filters orders."""

from amanat.capabilities.contracts.rules.terms import LONGEST_HASH
from amanat.capabilities.contracts.states import CONTRACT
from amanat.face import forms
from amanat.words.text import Text

EVERY = Text("همه", "All")
LONGEST_CODE = 40
LONGEST_SEARCH = 60


class SignForm(forms.Form):
    """The hash of what stands on the page goes along: nobody signs what they have not read."""

    agreed = forms.HiddenField(max_length=LONGEST_HASH)
    i_agree = forms.TickField(
        Text(
            "همهٔ بندها را خواندم و می‌پذیرم",
            "I have read every clause, and I agree",
        )
    )
    code = forms.CodeField(Text("کد پیامکی", "Code from the SMS"))


class ConfirmForm(forms.Form):
    """A press of a button that nothing else belongs to."""


class AssignForm(forms.Form):
    phone = forms.MobileField(
        Text("شمارهٔ همراه خریدار تازه", "Mobile number of the new buyer"),
        Text("باید عضو امانت باشد و شرط‌های طرح را داشته باشد.",
             "They have joined Amanat and meet the campaign’s conditions."),
    )  # fmt: skip


class CodeForm(forms.Form):
    code = forms.TextField(
        Text("کد قرارداد", "Code of the contract"),
        Text("با PC آغاز می‌شود؛ روی قرارداد و کنار کد QR است.",
             "It begins with PC and stands on the contract, beside the QR code."),
        longest=LONGEST_CODE, ltr=True,
    )  # fmt: skip


class OrdersForm(forms.Form):
    """Filters of the maker's list; none is needed."""

    state = forms.SelectField(
        Text("وضعیت", "State"), {"": EVERY, **CONTRACT.states}, required=False
    )
    find = forms.TextField(
        Text("کد قرارداد یا مجوز", "Code of a contract or permit"),
        longest=LONGEST_SEARCH, ltr=True, required=False,
    )  # fmt: skip
