"""What officers decide, what they list, and what a blocked person asks."""

from amanat.capabilities.risk.rules import (
    ALONE_AT_MOST,
    KINDS,
    LONGEST_VALUE,
    LONGEST_WORDS,
)
from amanat.face import forms
from amanat.words.text import Text

MOST_HOURS = int(ALONE_AT_MOST.total_seconds() // 3600)
DECISIONS = {
    "clear_sign": Text("بی‌خطر است", "Nothing is wrong"),
    "hold_deal": Text("پول معامله نگه داشته شود", "Keep the deal’s money"),
    "block": Text("راه این شخص بسته شود، تا ۷۲ ساعت", "Close the way for this person, 72 hours"),
}


class DecisionForm(forms.Form):
    verb = forms.ChoiceField(Text("تصمیم", "Decision"), DECISIONS)
    words = forms.TextField(
        Text("دلیل", "Reason"),
        Text("برای همکاران؛ دست‌کم ده نویسه.", "For colleagues; at least ten characters."),
        longest=LONGEST_WORDS,
        rows=3,
    )


class ListForm(forms.Form):
    kind = forms.ChoiceField(Text("چه چیزی؟", "What?"), KINDS)
    value = forms.TextField(
        Text("شماره", "Number"),
        Text("از کارت، شش رقم نخست و چهار رقم آخر بس است.",
             "Of a card, the first six and last four digits are enough."),
        longest=LONGEST_VALUE,
        ltr=True,
    )  # fmt: skip
    hours = forms.WholeNumberField(
        Text("برای چند ساعت؟", "For how many hours?"), least=1, most=MOST_HOURS, initial=MOST_HOURS
    )
    words = forms.TextField(Text("دلیل", "Reason"), longest=LONGEST_WORDS, rows=3)


class AppealForm(forms.Form):
    words = forms.TextField(
        Text("چه می‌خواستید بکنید و چه شد؟", "What did you want to do, and what happened?"),
        Text("دست‌کم ده نویسه. کارشناسی آن را می‌خواند.", "At least ten characters. An officer reads it."),
        longest=LONGEST_WORDS,
        rows=5,
    )  # fmt: skip
