"""What an officer types to decide."""

from amanat.face import forms
from amanat.words.text import Text

LONGEST_REASON = 2_000


class AwardForm(forms.Form):
    reason = forms.TextField(
        Text("دلیل رأی", "Reason for the decision"),
        Text("هر دو طرف آن را می‌خوانند.", "Both sides read it."),
        longest=LONGEST_REASON,
        rows=4,
    )
    code = forms.CodeField(
        Text("کد پیامکی", "Code from the SMS"),
        Text("کدی که برای همین رأی به شما پیامک شد.", "The code we sent you for this decision."),
    )
