"""What an officer types to stop a seller, or to let it go on."""

from amanat.capabilities.market.rules.terms import KINDS, LONGEST_WORDS
from amanat.face import forms
from amanat.words.text import Text


class StopForm(forms.Form):
    kind = forms.ChoiceField(Text("چه چیزی بایستد؟", "What should stand still?"), KINDS)
    words = forms.TextField(
        Text("علت", "Why"),
        Text("همه می‌توانند آن را بخوانند.", "Everybody may read it."),
        longest=LONGEST_WORDS,
        rows=3,
    )


class LiftForm(forms.Form):
    words = forms.TextField(
        Text("چرا می‌تواند از سر گرفته شود؟", "Why may it go on?"), longest=LONGEST_WORDS, rows=3
    )
