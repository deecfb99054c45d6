"""The few things people type about themselves."""

from collections.abc import Mapping

from amanat.capabilities.people import rules
from amanat.face.forms import (
    ChoiceField,
    CodeField,
    Form,
    MobileField,
    NationalIdField,
    SelectField,
    ShebaField,
    TextField,
)
from amanat.words.persian import persian_digits
from amanat.words.text import Text


class PhoneForm(Form):
    phone = MobileField(
        Text("شمارهٔ همراه", "Mobile number"),
        Text("مانند ۰۹۱۲ ۳۴۵ ۶۷۸۹. یک کد شش‌رقمی برایتان پیامک می‌شود.",
             "Like 09123456789. We send you a six-digit code by SMS."),
    )  # fmt: skip


class CodeForm(Form):
    code = CodeField(
        Text("کد شش‌رقمی", "Six-digit code"),
        Text("پنج دقیقه اعتبار دارد. آن را به هیچ‌کس نگویید.",
             "Valid for five minutes. Do not tell it to anybody."),
    )  # fmt: skip


class NameForm(Form):
    name = TextField(
        Text("نام و نام خانوادگی", "First and last name"),
        Text("طرف معامله این نام را می‌بیند.", "The other side of a deal sees this name."),
        longest=rules.LONGEST_NAME,
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["name"].widget.attrs["autocomplete"] = "name"


class IdentityForm(Form):
    national_id = NationalIdField(
        Text("کد ملی", "National id"),
        Text("ده رقم. باید صاحب همین شمارهٔ همراه باشید.",
             "Ten digits. This mobile number must be registered in your own name."),
    )  # fmt: skip


class ShebaForm(Form):
    sheba = ShebaField(
        Text("شمارهٔ شبا", "Sheba (IBAN)"),
        Text("IR و ۲۴ رقم، از حسابی که به نام خودتان است.",
             "IR and 24 digits, of an account in your own name."),
    )  # fmt: skip


class ProvinceForm(Form):
    """Step one of a place; sent by GET, so that it works without scripts."""

    def __init__(self, choices: Mapping[str, Text], *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["province"] = SelectField(Text("استان", "Province"), choices)


class CityForm(Form):
    def __init__(self, choices: Mapping[str, Text], *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["city_id"] = SelectField(Text("شهر", "City"), choices)


KEY_SCOPES = {
    rules.READ: Text("فقط خواندن", "Read only"),
    rules.READ_AND_WRITE: Text("خواندن و انجام کار", "Read and act"),
}
KEY_LIVES = {
    str(days): Text(f"{persian_digits(days)} روز", f"{days} days") for days in rules.KEY_DAYS
}


class KeyForm(Form):
    name = TextField(
        Text("نام برنامه", "Name of the program"),
        Text("تا بعداً بدانید این کلید کجاست.", "So that you know later where this key is."),
        longest=rules.LONGEST_KEY_NAME,
    )
    scopes = ChoiceField(
        Text("چه کاری می‌تواند بکند؟", "What may it do?"), KEY_SCOPES, initial=rules.READ
    )
    days = ChoiceField(Text("تا کی اعتبار دارد؟", "How long is it valid?"), KEY_LIVES, initial="90")
