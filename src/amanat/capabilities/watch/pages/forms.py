"""What is typed on the watch desk."""

from amanat.capabilities.watch import rules
from amanat.face import forms
from amanat.words.persian import persian_digits
from amanat.words.text import Text

RESTS = {
    str(hours): Text(f"{persian_digits(hours)} ساعت دیگر", f"In {hours} hours")
    for hours in rules.REST_HOURS
}


class CallForm(forms.Form):
    outcome = forms.ChoiceField(Text("تماس چه شد؟", "How did the call go?"), rules.OUTCOMES)
    words = forms.TextField(
        Text("چه گفته شد؟", "What was said?"),
        Text("اگر پاسخ نداد، می‌توانید خالی بگذارید.", "May stay empty when nobody answered."),
        longest=rules.LONGEST_WORDS,
        rows=3,
        required=False,
    )


class DoneForm(forms.Form):
    words = forms.TextField(Text("چه شد؟", "What was done?"), longest=rules.LONGEST_WORDS, rows=3)


class HandOverForm(forms.Form):
    desk = forms.ChoiceField(Text("به کدام میز؟", "To which desk?"), rules.DESKS)
    words = forms.TextField(
        Text("تا اینجا چه شده است؟", "What was found so far?"),
        longest=rules.LONGEST_WORDS,
        rows=3,
    )


class LaterForm(forms.Form):
    hours = forms.ChoiceField(Text("تا کی؟", "Until when?"), RESTS)
