"""What holders and officers type about a seal."""

from collections.abc import Iterable

from django.forms import ChoiceField

from amanat.capabilities.seals import rules
from amanat.capabilities.seals.actions import CHANGEABLE
from amanat.face import forms
from amanat.words.text import Text

NOTICE = {
    "0": Text("بی‌درنگ", "At once"),
    "48": Text("۴۸ ساعت پس از آگاه‌کردن دارنده", "48 hours after the holder is told"),
}


class NoForm(forms.Form):
    """A button alone; its token makes a double click harmless."""


class WishForm(forms.Form):
    """Which domain, and how far it is checked."""

    domain = forms.ChoiceField(Text("برای کدام دامنه؟", "For which domain?"), {"": Text("—", "—")})
    level = forms.ChoiceField(
        Text("در چه سطحی؟", "At which level?"),
        {str(level): label for level, label in rules.LEVELS.items() if level < 3},
        Text("سطح‌های ۳ تا ۵ بعدها و یکی‌یکی با ارتقا می‌آید.",
             "Levels 3 to 5 come later, one at a time, by conversion."),
    )  # fmt: skip

    def offer(self, domains: Iterable[tuple[str, str]]) -> "WishForm":
        """The domains of the business, as its kept name and as people read it."""
        field = self.fields["domain"]
        assert isinstance(field, ChoiceField)
        field.choices = list(domains)
        return self


class SignForm(forms.Form):
    code = forms.CodeField(Text("کد پیامکی", "Code from the SMS"))
    sha256 = forms.HiddenField(initial=rules.undertaking_sha256)


class ChangeForm(forms.Form):
    kinds = forms.ChoiceField(
        Text("چه چیزی عوض شد؟", "What has changed?"),
        {kind: rules.KINDS[kind] for kind in CHANGEABLE},
    )


class WordsForm(forms.Form):
    words = forms.TextField(
        Text("به زبان خودتان", "In your own words"),
        Text("دست‌کم ده نویسه.", "At least ten characters."),
        longest=rules.LONGEST_WORDS,
        rows=4,
    )


class CheckForm(forms.Form):
    verb = forms.ChoiceField(
        Text("نتیجه", "Result"),
        {"pass_check": Text("درست است", "It is right"),
         "fail_check": Text("درست نیست", "It is not right")},
    )  # fmt: skip
    method = forms.ChoiceField(
        Text("چگونه دیدید؟", "How did you look?"),
        {name: rules.METHODS[name] for name in rules.BY_HAND},
    )
    source = forms.TextField(Text("کجا؟ (منبع)", "Where? (source)"), longest=rules.LONGEST_SOURCE)
    words = forms.TextField(
        Text("آنچه دارنده باید بداند", "What the holder must know"),
        Text("برای ردکردن لازم است.", "Needed to fail it."),
        longest=rules.LONGEST_WORDS,
        rows=2,
        required=False,
    )


class ProposeForm(forms.Form):
    kind = forms.ChoiceField(Text("تصمیم", "Decision"), rules.DECISIONS)
    level = forms.WholeNumberField(
        Text("سطح (برای اعطا)", "Level (to grant)"), least=0, most=rules.MOST_LEVEL, required=False
    )
    notice_hours = forms.ChoiceField(
        Text("از کی؟ (برای تعلیق)", "From when? (to suspend)"), NOTICE, required=False
    )
    words = forms.TextField(
        Text("دلیل، برای همه", "Reason, for everybody"),
        Text("در صفحهٔ نماد دیده می‌شود؛ نام کسی را ننویسید.",
             "It stands on the seal’s page; name nobody."),
        longest=rules.LONGEST_WORDS,
        rows=3,
    )  # fmt: skip

    def offer(self, kinds: dict[str, str]) -> "ProposeForm":
        """Only what fits the seal's state."""
        field = self.fields["kind"]
        assert isinstance(field, ChoiceField)
        field.choices = list(kinds.items())
        return self
