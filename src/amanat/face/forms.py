"""Form fields that forgive how things are typed and never lose what was typed.

Every field reads ۰-۹, ٠-٩ and 0-9, Persian or Arabic ye and kaf, and answers with one sentence in
the page's language. A refusal raised by a word's own validator becomes the field's error.
"""

import secrets
from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.html import format_html
from django.utils.safestring import SafeString

from amanat.face.say import later, say
from amanat.words import identity
from amanat.words.money import RIALS_PER_TOMAN, UNITS_LIMIT
from amanat.words.persian import ascii_digits, normalise
from amanat.words.refusal import Refused
from amanat.words.text import Text

TOKEN_FIELD = "form_token"
LONGEST_TOKEN = 64
LONGEST_NUMBER = 24
GROUPING = str.maketrans("", "", ",٬،'’ \u00a0\u200c_")
NEEDED = Text("این را هم بنویسید.", "Please fill this in.")
NEEDED_CHOICE = Text("یکی را برگزینید.", "Please choose one.")
NEEDED_FILE = Text("فایلی برگزینید.", "Please choose a file.")
TOO_LONG = Text("حداکثر {most} نویسه؛ اکنون {now}.", "At most {most} characters; now {now}.")
NOT_A_NUMBER = Text("عدد درست بنویسید، بی ممیز.", "Write a whole number.")
BETWEEN = Text("عددی از {least} تا {most} بنویسید.", "Write a number from {least} to {most}.")
NOT_OFFERED = Text("یکی از گزینه‌ها را برگزینید.", "Choose one of the options.")
TOO_MANY_LINES = Text("حداکثر {most} خط.", "At most {most} lines.")
TOO_MANY_FILES = Text("حداکثر {most} فایل.", "At most {most} files.")


def wrong(text: Text, **facts: Any) -> ValidationError:
    return ValidationError(say(text.fill(**facts)))


def in_digits(number: int) -> str:
    """As it would be typed on this page."""
    return say(Text("{n}", "{n}").fill(n=number))


class Form(forms.Form):
    """A form whose token makes a double click harmless (see `web.answer`)."""

    template_name = "forms/form.html"
    use_required_attribute = False

    def __init__(self, data: Any = None, files: Any = None, **options: Any) -> None:
        options.setdefault("auto_id", "f-%s")
        options.setdefault("label_suffix", "")
        super().__init__(data, files, **options)

    @property
    def was_shown(self) -> bool:
        """Whether this came from a form of ours, with its token; a plain request has none."""
        return self.is_bound and bool(self.data.get(TOKEN_FIELD))

    @cached_property
    def token(self) -> str:
        """The token that came back, or a fresh one."""
        sent = str(self.data.get(TOKEN_FIELD, ""))[:LONGEST_TOKEN] if self.is_bound else ""
        return sent or secrets.token_hex(16)

    @property
    def token_input(self) -> SafeString:
        return format_html('<input type="hidden" name="{}" value="{}">', TOKEN_FIELD, self.token)

    def refuse(self, no: Refused) -> None:
        """Put a refusal beside its field, or above the form when it belongs to none."""
        name = no.param if no.param in self.fields else None
        self.add_error(name, say(no.sentence))


class _Said(forms.Field):
    """What all fields share: a label, a hint, and the sentence for an empty answer."""

    needed: ClassVar[Text] = NEEDED
    kind: ClassVar[str] = "text"

    def __init__(self, label: Text, hint: Text | None = None, **options: Any) -> None:
        super().__init__(label=later(label), help_text=later(hint) if hint else "", **options)

    def validate(self, value: Any) -> None:
        if self.required and value in self.empty_values:
            raise wrong(self.needed)


class TextField(_Said, forms.CharField):
    """Prose or a short text. `rows` makes it tall, `ltr` a code that reads left to right."""

    def __init__(
        self,
        label: Text,
        hint: Text | None = None,
        *,
        longest: int,
        rows: int = 1,
        ltr: bool = False,
        **options: Any,
    ) -> None:
        self.longest = longest
        shape = {"class": "in in--ltr in--code" if ltr else "in"}
        widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput(attrs=shape)
        super().__init__(label, hint, widget=widget, **options)

    def clean(self, value: Any) -> str:
        try:
            text = normalise(str(value or ""))
        except Refused as no:
            raise ValidationError(say(no.sentence)) from no
        self.validate(text)
        if len(text) > self.longest:
            raise wrong(TOO_LONG, most=self.longest, now=len(text))
        return text


class CheckedField(_Said, forms.CharField):
    """A code with a validator of the words: the normalised code, or its refusal's sentence."""

    @staticmethod
    def check(text: str) -> str:
        """The code as the words keep it, or their refusal. Each code field has its own."""
        return text

    attrs: ClassVar[dict[str, str]] = {}

    def __init__(self, label: Text, hint: Text | None = None, **options: Any) -> None:
        attrs = {"class": "in in--ltr in--code", "inputmode": "numeric", **self.attrs}
        super().__init__(label, hint, widget=forms.TextInput(attrs=attrs), **options)

    def clean(self, value: Any) -> str:
        text = str(value or "").strip()
        self.validate(text)
        if not text:
            return ""
        try:
            return self.check(text)
        except Refused as no:
            raise ValidationError(say(no.sentence)) from no


class MobileField(CheckedField):
    @staticmethod
    def check(text: str) -> str:
        return identity.mobile(text)

    attrs: ClassVar[dict[str, str]] = {"autocomplete": "tel", "inputmode": "tel"}


class NationalIdField(CheckedField):
    @staticmethod
    def check(text: str) -> str:
        return identity.national_id(text)


class ShebaField(CheckedField):
    @staticmethod
    def check(text: str) -> str:
        return identity.sheba(text)

    attrs: ClassVar[dict[str, str]] = {"inputmode": "text", "maxlength": "40"}


class CodeField(CheckedField):
    """A one-time code, pasted in any digits, with any spaces."""

    @staticmethod
    def check(text: str) -> str:
        return "".join(sign for sign in ascii_digits(text) if sign in "0123456789")

    attrs: ClassVar[dict[str, str]] = {"autocomplete": "one-time-code", "maxlength": "16"}


class WholeNumberField(_Said, forms.CharField):
    """A whole number from `least` to `most`, grouped or not."""

    def __init__(
        self, label: Text, hint: Text | None = None, *, least: int, most: int, **options: Any
    ) -> None:
        self.least, self.most = least, most
        attrs = {"class": "in in--ltr", "inputmode": "numeric"}
        super().__init__(label, hint, widget=forms.TextInput(attrs=attrs), **options)

    def prepare_value(self, value: Any) -> Any:
        """A number of the record in the digits of the page; what a person typed as typed."""
        return in_digits(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        text = ascii_digits(str(value or "")).translate(GROUPING)
        self.validate(text)
        if not text:
            return None
        if len(text) > LONGEST_NUMBER or not text.lstrip("-").isdecimal():
            raise wrong(NOT_A_NUMBER)
        number = int(text)
        if not self.least <= number <= self.most:
            raise wrong(BETWEEN, least=f"{self.least:,}", most=f"{self.most:,}")
        return number


class TomanField(WholeNumberField):
    """An amount typed in toman, kept as whole rial."""

    kind = "toman"

    def __init__(self, label: Text, hint: Text | None = None, **options: Any) -> None:
        most = UNITS_LIMIT // RIALS_PER_TOMAN
        super().__init__(label, hint, least=1, most=most, **options)

    def clean(self, value: Any) -> int | None:
        toman = super().clean(value)
        return None if toman is None else toman * RIALS_PER_TOMAN

    def prepare_value(self, value: Any) -> Any:
        """Rial from the record is shown as toman."""
        return super().prepare_value(value // RIALS_PER_TOMAN if isinstance(value, int) else value)


class ChoiceField(_Said, forms.ChoiceField):
    """One of a few, as radio buttons."""

    needed = NEEDED_CHOICE
    kind = "radios"

    def __init__(
        self, label: Text, choices: Mapping[str, Text], hint: Text | None = None, **options: Any
    ) -> None:
        pairs = [(key, later(text)) for key, text in choices.items()]
        super().__init__(label, hint, choices=pairs, widget=forms.RadioSelect, **options)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not self.valid_value(value):
            raise wrong(NOT_OFFERED)


class SelectField(ChoiceField):
    """One of many, as a list that opens."""

    kind = "select"

    def __init__(self, label: Text, choices: Mapping[str, Text], **options: Any) -> None:
        super().__init__(label, choices, **options)
        self.widget = forms.Select(attrs={"class": "in"})
        self.widget.choices = self.choices


class LinesField(TextField):
    """Short lines, one thing each; empty lines are left out."""

    def __init__(self, label: Text, hint: Text | None = None, *, most: int, **options: Any) -> None:
        self.most = most
        self.longest_line = options.pop("longest")
        whole = (self.longest_line + 1) * most
        super().__init__(label, hint, longest=whole, rows=4, **options)

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]  # lines, not text
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > self.most:
            raise wrong(TOO_MANY_LINES, most=self.most)
        for line in lines:
            if len(line) > self.longest_line:
                raise wrong(TOO_LONG, most=self.longest_line, now=len(line))
        return lines

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class HiddenField(forms.CharField):
    """A value that travels with the form, such as the hash of what was read."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.HiddenInput, **options)


class TickField(_Said, forms.BooleanField):
    """A box to tick."""

    needed = Text("برای ادامه این را بپذیرید.", "Tick this to go on.")
    kind = "tick"

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise wrong(self.needed)


class FileField(_Said, forms.FileField):
    needed = NEEDED_FILE
    kind = "file"

    def __init__(self, label: Text, hint: Text | None = None, **options: Any) -> None:
        attrs = {"class": "in in--file", "accept": "image/*,application/pdf"}
        super().__init__(label, hint, widget=forms.FileInput(attrs=attrs), **options)


class _SeveralFiles(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, _data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else []


class FilesField(FileField):
    """Up to `most` files at once."""

    def __init__(self, label: Text, hint: Text | None = None, *, most: int, **options: Any) -> None:
        self.most = most
        super().__init__(label, hint, **options)
        self.widget = _SeveralFiles(
            attrs={"class": "in in--file", "accept": "image/*,application/pdf", "multiple": True}
        )

    def clean(self, data: Any, _initial: Any = None) -> list["UploadedFile[Any]"]:
        found = [file for file in data or [] if file]
        if self.required and not found:
            raise wrong(self.needed)
        if len(found) > self.most:
            raise wrong(TOO_MANY_FILES, most=self.most)
        return found
