"""Numbers that name people, companies, accounts and parcels: normalised and checked, or refused.

Each function takes what a person typed (digits of any script, spaces, dashes) and answers the one
form the house stores. `[0-9]`, never `\\d`: that matches Persian digits too.
"""

import re
import unicodedata

from amanat.words.banks import BANKS, Bank
from amanat.words.persian import ascii_digits
from amanat.words.refusal import Invalid

LONGEST_TYPED = 64

_LEGAL_WEIGHTS = (29, 27, 23, 19, 17) * 2
_S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_SEPARATORS = re.compile("[\\s\u200c-\u200f\u2066-\u2069\u202a-\u202e\ufeff\\-‐‑–_./()]+")


class BadNationalId(Invalid):
    """This national id is not right. It has ten digits; check it against the card."""

    fa = "کد ملی درست نیست. ده رقم است؛ آن را با کارت ملی مقایسه کنید."


class BadLegalId(Invalid):
    """This company id is not right. It has eleven digits; check it against the register."""

    fa = "شناسهٔ ملی شرکت درست نیست. یازده رقم است؛ آن را با آگهی ثبت مقایسه کنید."


class BadSheba(Invalid):
    """This Sheba number is not right. It is IR and 24 digits; copy it from your bank's app."""

    fa = "شمارهٔ شبا درست نیست. IR و ۲۴ رقم است؛ آن را از برنامهٔ بانک خود رونویسی کنید."


class BadMobile(Invalid):
    """This is not an Iranian mobile number. Write it like 09123456789."""

    fa = "این شمارهٔ همراه ایران نیست. آن را مانند ۰۹۱۲۳۴۵۶۷۸۹ بنویسید."


class BadPostalCode(Invalid):
    """This postal code is not right. It has ten digits."""

    fa = "کد پستی درست نیست. ده رقم است."


class BadCard(Invalid):
    """This card number is not right. It has sixteen digits; check them one by one."""

    fa = "شمارهٔ کارت درست نیست. شانزده رقم است؛ رقم‌ها را یک‌به‌یک مقایسه کنید."


class BadPostBarcode(Invalid):
    """This tracking code is not right. The post's code has 24 digits and is on the receipt."""

    fa = "کد رهگیری درست نیست. کد پست ۲۴ رقم است و روی رسید نوشته شده است."


class BadS10(Invalid):
    """This international tracking code is not right. It looks like RR473124829IR."""

    fa = "کد رهگیری بین‌المللی درست نیست. شکل آن مانند RR473124829IR است."


def bare(text: str) -> str:
    """Digits in ASCII, letters in capitals, and no separators: how codes are compared."""
    text = unicodedata.normalize("NFKC", text[:LONGEST_TYPED])
    return _SEPARATORS.sub("", ascii_digits(text)).upper()


def national_id(text: str, param: str = "national_id") -> str:
    """Ten digits with a right check digit. Ids of one repeated digit pass the sum; refused too."""
    code = bare(text)
    if not re.fullmatch("[0-9]{10}", code) or len(set(code)) == 1:
        raise BadNationalId(param)
    rest = sum(int(digit) * (10 - place) for place, digit in enumerate(code[:9])) % 11
    if int(code[9]) != (rest if rest < 2 else 11 - rest):
        raise BadNationalId(param)
    return code


def legal_id(text: str, param: str = "legal_id") -> str:
    """Eleven digits of a company, with its check digit."""
    code = bare(text)
    if not re.fullmatch("[0-9]{11}", code) or len(set(code)) == 1:
        raise BadLegalId(param)
    digits = [int(digit) for digit in code]
    shift = digits[9] + 2
    total = sum(
        (digit + shift) * weight for digit, weight in zip(digits[:10], _LEGAL_WEIGHTS, strict=True)
    )
    if total % 11 % 10 != digits[10]:
        raise BadLegalId(param)
    return code


def sheba(text: str, param: str = "sheba") -> str:
    """IR and 24 digits whose checksum is right; an unknown bank is fine (see `bank_of`)."""
    code = bare(text)
    if re.fullmatch("[0-9]{24}", code):
        code = f"IR{code}"
    if not re.fullmatch("IR[0-9]{24}", code):
        raise BadSheba(param)
    if int(f"{code[4:]}1827{code[2:4]}") % 97 != 1:
        raise BadSheba(param)
    return code


def bank_of(normal_sheba: str) -> Bank | None:
    """The bank a Sheba names; None when the code is not in our table, which is only a warning."""
    return BANKS.get(normal_sheba[4:7])


def masked_sheba(normal_sheba: str) -> str:
    """Enough to recognise, too little to use: "IR82 … 9002"."""
    return f"{normal_sheba[:4]} … {normal_sheba[-4:]}"


def mobile(text: str, param: str = "phone") -> str:
    """09 and nine digits, from any of +98, 0098, 98, 9 or 09 in front."""
    code = bare(text)
    found = re.fullmatch(r"(?:\+98|0098|98|0)?(9[0-9]{9})", code)
    if found is None:
        raise BadMobile(param)
    return f"0{found[1]}"


def masked_mobile(normal_mobile: str) -> str:
    return f"{normal_mobile[:4]}•••{normal_mobile[-4:]}"


def postal_code(text: str, param: str = "postal_code") -> str:
    """Ten digits, not all the same."""
    code = bare(text)
    if not re.fullmatch("[0-9]{10}", code) or len(set(code)) == 1:
        raise BadPostalCode(param)
    return code


def odd_postal_code(normal_postal_code: str) -> bool:
    """The first five digits of real codes hold no 0 and no 2: worth a warning, not a refusal."""
    return bool(set(normal_postal_code[:5]) & set("02"))


def card(text: str, param: str = "card") -> str:
    """Sixteen digits by the Luhn sum."""
    code = bare(text)
    if not re.fullmatch("[0-9]{16}", code) or len(set(code)) == 1:
        raise BadCard(param)
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(code))
    if sum(value - 9 if value > 9 else value for value in doubled) % 10:
        raise BadCard(param)
    return code


def post_barcode(text: str, param: str = "tracking_code") -> str:
    """24 digits, or the 20 of older receipts."""
    code = bare(text)
    if not re.fullmatch("[0-9]{24}|[0-9]{20}", code) or len(set(code)) == 1:
        raise BadPostBarcode(param)
    return code


def s10(text: str, param: str = "tracking_code") -> str:
    """An international parcel's code from Iran: two letters, nine digits, IR (UPU S10)."""
    code = bare(text)
    if not re.fullmatch("[A-Z]{2}[0-9]{9}IR", code):
        raise BadS10(param)
    total = sum(int(digit) * weight for digit, weight in zip(code[2:10], _S10_WEIGHTS, strict=True))
    if {10: 0, 11: 5}.get(11 - total % 11, 11 - total % 11) != int(code[10]):
        raise BadS10(param)
    return code
