"""What a holder and an officer type about a business."""

from typing import Any

from amanat.capabilities.businesses import rules
from amanat.face import forms
from amanat.words import identity
from amanat.words.moments import read_day
from amanat.words.text import Text

LONGEST_DAY = 12
LONGEST_DOMAIN_TYPED = 300
NO_SUCH_DAY = Text("چنین روزی در تقویم نیست.", "There is no such day in the calendar.")
DAY_HINT = Text("مانند ۱۴۰۵/۰۹/۰۱", "Such as 2026-11-22; Jalali years are understood too.")
PERCENT = Text(
    "به صدمِ درصد: ۵۰ درصد را ۵۰۰۰ بنویسید.", "In hundredths of a percent: write 5000 for 50%."
)


class DayField(forms.TextField):
    """A day, Jalali or Gregorian."""

    def __init__(self, label: Text, hint: Text | None = DAY_HINT, **options: Any) -> None:
        super().__init__(label, hint, longest=LONGEST_DAY, ltr=True, **options)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        day = read_day(typed)
        if day is None:
            raise forms.wrong(NO_SUCH_DAY)
        return day


class IdentityField(forms.CheckedField):
    """A national id of ten digits, or a company's of eleven: the verb tells which is wanted."""

    @staticmethod
    def check(text: str) -> str:
        is_legal = len(identity.bare(text)) > 10
        return identity.legal_id(text) if is_legal else identity.national_id(text)


class PostalCodeField(forms.CheckedField):
    @staticmethod
    def check(text: str) -> str:
        return identity.postal_code(text)


class BusinessForm(forms.Form):
    kind = forms.ChoiceField(Text("کسب‌وکار به نام کیست؟", "Whose business is it?"), rules.KINDS)
    name = forms.TextField(
        Text("نام", "Name"),
        Text("شرکت: نام ثبتی. شخص: نام فروشگاه.", "A company: as registered. A person: the shop."),
        longest=rules.LONGEST_NAME,
    )
    identity_number = IdentityField(
        Text("شناسهٔ ملی شرکت یا کد ملی خودتان", "Company id, or your own national id"),
        Text("شرکت یازده رقم، شخص ده رقم.", "Eleven digits of a company, ten of a person."),
    )
    founded_on = DayField(Text("روز تأسیس", "Day of founding"), required=False)


class LicenceForm(forms.Form):
    """A licence as it stands on its paper."""

    class_code = forms.ChoiceField(Text("برای کدام رده؟", "For which class?"), rules.CLASSES)
    issuer_kind = forms.SelectField(Text("گونهٔ صادرکننده", "Kind of issuer"), rules.ISSUERS)
    issuer = forms.TextField(Text("نام صادرکننده", "Issuer"), longest=rules.LONGEST_NAME)
    number = forms.TextField(
        Text("شمارهٔ پروانه", "Number of the licence"), longest=rules.LONGEST_NUMBER, ltr=True
    )
    holder_id = IdentityField(
        Text("شناسهٔ دارنده روی پروانه", "The holder’s id on the licence"),
        Text("باید همان شناسهٔ این کسب‌وکار باشد.", "It must be the id of this very business."),
    )
    valid_from = DayField(Text("روز آغاز اعتبار", "First day"))
    valid_until = DayField(Text("روز پایان اعتبار", "Last day"))


class DomainForm(forms.Form):
    name = forms.TextField(
        Text("دامنه", "Domain"),
        Text("مانند shop.ir", "Such as shop.ir"),
        longest=LONGEST_DOMAIN_TYPED,
        ltr=True,
    )


class MandateForm(forms.Form):
    phone = forms.MobileField(
        Text("شمارهٔ همراه آن شخص", "Their mobile number"),
        Text("باید عضو باشد و هویتش تأیید شده باشد.",
             "They must have joined and confirmed their identity."),
    )  # fmt: skip
    last_day = DayField(
        Text("تا پایان چه روزی؟", "Until the end of which day?"),
        required=False,
    )

    def __init__(self, data: Any = None, files: Any = None, **options: Any) -> None:
        super().__init__(data, files, **options)
        for name, label in rules.POWERS.items():
            self.fields[f"may_{name}"] = forms.TickField(label, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["powers"] = [name for name in rules.POWERS if data.pop(f"may_{name}", False)]
        return data


class AccountForm(forms.Form):
    sheba = forms.ShebaField(
        Text("شمارهٔ شبا", "Sheba"),
        Text("IR و ۲۴ رقم؛ به نام همین کسب‌وکار.", "IR and 24 digits; in the business’s name."),
    )


class ActivityForm(forms.Form):
    class_code = forms.ChoiceField(Text("ردهٔ فعالیت", "Class of activity"), rules.CLASSES)
    words = forms.TextField(
        Text("چه می‌فروشید؟", "What do you sell?"),
        longest=rules.LONGEST_LINE,
        required=False,
    )


class PremisesForm(forms.Form):
    city = forms.TextField(
        Text("شهر", "City"),
        Text("نام آن به فارسی؛ اگر چند شهر به این نام هست، استان را هم برگزینید.",
             "Its Persian name; if several have it, choose the province too."),
        longest=rules.LONGEST_NAME,
    )  # fmt: skip
    address = forms.TextField(Text("نشانی", "Address"), longest=rules.LONGEST_LINE, rows=2)
    postal_code = PostalCodeField(Text("کد پستی", "Postal code"))
    phone = forms.TextField(
        Text("تلفن", "Phone"), Text("با کد شهر.", "With its area code."), longest=20, ltr=True
    )

    def __init__(
        self, data: Any = None, files: Any = None, *, provinces: dict[str, Text], **options: Any
    ) -> None:
        super().__init__(data, files, **options)
        choices = {"": Text("—", "—"), **provinces}
        label = Text("استان", "Province")
        self.fields["province"] = forms.SelectField(label, choices, required=False)


class OwnerForm(forms.Form):
    name = forms.TextField(Text("نام مالک", "Owner’s name"), longest=rules.LONGEST_NAME)
    national_id = forms.NationalIdField(
        Text("کد ملی مالک", "Owner’s national id"),
        Text("مهرشده نگه داشته می‌شود.", "It is kept sealed."),
    )
    basis_points = forms.WholeNumberField(
        Text("سهم", "Share"), PERCENT, least=1, most=rules.WHOLE_BASIS_POINTS
    )


class SourceForm(forms.Form):
    source = forms.TextField(
        Text("استعلام از کجا؟", "Where was it asked?"),
        Text("نام سامانه و شمارهٔ پیگیری.", "The service and its tracking number."),
        longest=rules.LONGEST_WORDS,
    )


class HolderForm(SourceForm):
    holder_id = IdentityField(
        Text("شناسهٔ دارنده در پاسخ استعلام", "The holder’s id in the answer"),
        Text("سامانه آن را با شناسهٔ کسب‌وکار می‌سنجد.", "We compare it with the business’s id."),
    )


class TurnDownForm(forms.Form):
    why = forms.ChoiceField(Text("چرا؟", "Why?"), rules.TURN_DOWN_REASONS)


class EndForm(forms.Form):
    why = forms.ChoiceField(
        Text("چرا پایان می‌یابد؟", "Why does it end?"),
        {key: text for key, text in rules.END_REASONS.items() if key != "expired"},
    )


class TieForm(forms.Form):
    words = forms.TextField(
        Text("چه پیوندی دارید؟", "What ties you to it?"),
        Text("از این پس کارشناس دیگری دربارهٔ آن تصمیم می‌گیرد.",
             "From now on another officer decides about it."),
        longest=rules.LONGEST_WORDS,
        rows=2,
    )  # fmt: skip
