"""What an officer types to decide."""

from datetime import timedelta
from typing import Any

from amanat.capabilities.deals import queries as deals
from amanat.capabilities.desk.rules import FARTHEST_BACK, KINDS, LONGEST, LONGEST_PAUSE_REASON
from amanat.face import forms
from amanat.words.text import Text

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


class PauseForm(forms.Form):
    """Why clocks stand still, since when, and for how long."""

    kind = forms.ChoiceField(Text("چه شده است؟", "What has happened?"), KINDS)
    reason_fa = forms.TextField(
        Text("دلیل، به فارسی", "Reason, in Persian"),
        Text("همه آن را می‌خوانند.", "Everybody reads it."),
        longest=LONGEST_PAUSE_REASON,
    )
    reason_en = forms.TextField(
        Text("دلیل، به انگلیسی", "Reason, in English"), longest=LONGEST_PAUSE_REASON, ltr=True
    )
    minutes_ago = forms.WholeNumberField(
        Text("از چند دقیقه پیش؟", "Since how many minutes?"),
        Text("صفر یعنی از همین اکنون.", "Zero means from now on."),
        least=0,
        most=int(FARTHEST_BACK / MINUTE),
        initial=0,
    )
    hours_long = forms.WholeNumberField(
        Text("چند ساعت؟", "For how many hours?"),
        Text("خالی یعنی تا وقتی خودتان پایانش دهید.", "Empty: until you end it yourself."),
        least=1,
        most=int(LONGEST / HOUR),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["ago"] = (data.get("minutes_ago") or 0) * MINUTE
        data["length"] = (data.get("hours_long") or 0) * HOUR
        return data


class HoldForm(forms.Form):
    """Which deal's money is kept, and why."""

    deal = forms.TextField(Text("کد معامله", "Code of the deal"), longest=20, ltr=True)
    kind = forms.ChoiceField(Text("به چه عنوان؟", "On what ground?"), deals.HOLD_KINDS)
    reason = forms.ChoiceField(Text("دلیل", "Reason"), deals.HOLD_REASONS)
    words = forms.TextField(
        Text("شرح برای همکاران", "Notes for colleagues"),
        Text("شمارهٔ نامه یا آنچه دیده‌اید. دو طرف آن را نمی‌بینند.",
             "The number of the order, or what you saw. The two sides do not see it."),
        longest=deals.LONGEST_HOLD_WORDS,
        rows=4,
    )  # fmt: skip


class LiftForm(forms.Form):
    words = forms.TextField(
        Text("چرا بررسی پایان یافته است؟", "Why is the check over?"),
        longest=deals.LONGEST_HOLD_WORDS,
        rows=3,
    )
