"""What applicants, the desk and readers of adverts type about a permit."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from amanat.capabilities.permits.refusals import PermitWordsNeeded
from amanat.capabilities.permits.rules import terms
from amanat.capabilities.permits.rules.methods import LABELS, Method
from amanat.face import forms
from amanat.face.say import say
from amanat.words.text import Text

LONGEST_DAY = 12
LONGEST_ID = 20
LONGEST_CODE = 30
LONGEST_LINE = 60
HALF_DAY = timedelta(hours=12)
MOST_DEFECTS = 4  # Returned with one press of the desk.
DAY_HINT = Text("مانند ۱۴۰۵/۰۹/۰۱", "Such as 2026-11-22; Jalali years are understood too.")
TOMAN = Text("به تومان", "In toman")


class LaterField(forms.TextField):
    """A text that may follow: the part is saved without it, and signed with it."""

    may_follow = True


class LaterLines(forms.LinesField):
    may_follow = True


class LaterNumber(forms.WholeNumberField):
    may_follow = True


def day(fa: str, en: str) -> forms.TextField:
    return LaterField(Text(fa, en), DAY_HINT, longest=LONGEST_DAY, ltr=True, required=False)


def count(
    fa: str, en: str, most: int = terms.MOST_QUANTITY, least: int = 1
) -> forms.WholeNumberField:
    return forms.WholeNumberField(Text(fa, en), least=least, most=most, required=False)


FIRST, ANOTHER = Text("کدام بخش؟", "Which field?"), Text("بخشی دیگر", "Another field")


def needed(fa: str, en: str) -> forms.WholeNumberField:
    """A count that the application needs before it is signed."""
    return LaterNumber(Text(fa, en), least=1, most=terms.MOST_QUANTITY, required=False)


class NoForm(forms.Form):
    """A button alone; its token makes a double click harmless."""


class DraftForm(forms.Form):
    kind = forms.ChoiceField(Text("چه می‌فروشید؟", "What do you sell?"), terms.KINDS)
    method = forms.ChoiceField(
        Text("با کدام روش؟", "By which method?"), {one.value: LABELS[one] for one in Method}
    )
    title = forms.TextField(Text("نام کالا", "Name of the goods"), longest=terms.LONGEST_TITLE)


class GoodsForm(DraftForm):
    model = LaterField(Text("مدل", "Model"), longest=terms.LONGEST_TITLE, required=False)
    trim = forms.TextField(Text("تیپ", "Trim"), longest=terms.LONGEST_TITLE, required=False)
    colours = forms.LinesField(
        Text("رنگ‌ها", "Colours"), Text("هر سطر یک رنگ", "One colour a line"),
        most=terms.MOST_COLOURS, longest=LONGEST_LINE, required=False,
    )  # fmt: skip
    place = forms.TextField(
        Text("نشانی (برای ملک)", "Address (of a property)"), longest=terms.LONGEST_TITLE * 2,
        required=False,
    )  # fmt: skip
    description = forms.TextField(
        Text("مشخصات", "Specification"), longest=terms.LONGEST_WORDS, rows=4, required=False
    )
    is_imported = forms.TickField(Text("وارداتی است", "It is imported"), required=False)


class PriceForm(forms.Form):
    quantity = needed("چند واحد می‌فروشید؟", "How many units?")
    price_units = forms.TomanField(
        Text("قیمت هر واحد، به تومان", "Price of one unit, in toman"),
        Text("بدون قیمت معین، پیش‌فروشی در کار نیست.", "Without a set price there is no pre-sale."),
        required=False,
    )
    instalments = LaterLines(
        Text("قسط‌ها", "Instalments"),
        Text("هر سطر: درصد و چند ماه پس از قرارداد؛ مانند «۳۰ درصد، ۰ ماه»",
             "Each line: percent and months after the contract, such as “30 percent, 0 months”"),
        most=terms.MOST_INSTALMENTS, longest=LONGEST_LINE, required=False,
    )  # fmt: skip
    participation = count(
        "سود سالانهٔ مشارکت، درصد", "Yearly profit of partners, percent",
        terms.MOST_ANNUAL_BASIS_POINTS // 100, 0,
    )  # fmt: skip
    withdrawal = count(
        "سود سالانهٔ انصراف، درصد", "Yearly profit of who leaves, percent",
        terms.MOST_ANNUAL_BASIS_POINTS // 100, 0,
    )  # fmt: skip


class ProductionForm(forms.Form):
    sale_from = day("آغاز فروش", "Sale begins")
    sale_until = day("پایان فروش", "Sale ends")
    first_delivery = day("نخستین روز تحویل", "First day of delivery")
    last_delivery = day("آخرین روز تحویل", "Last day of delivery")
    certified_capacity = needed(
        "ظرفیت گواهی‌شده تا آخرین روز تحویل", "Certified capacity until the last day"
    )
    certifier = LaterField(
        Text("چه کسی ظرفیت را گواهی کرده است؟", "Who certified the capacity?"),
        longest=terms.LONGEST_TITLE, required=False,
    )  # fmt: skip
    certifier_id = LaterField(
        Text("شناسهٔ ملی یا کد ملی او", "Their legal or national id"),
        Text("مهرشده می‌ماند؛ خالی یعنی همان که بود.", "It stays sealed; empty keeps the old one."),
        longest=LONGEST_ID, ltr=True, required=False,
    )  # fmt: skip
    certificate_number = LaterField(
        Text("شمارهٔ گواهی", "Number of the certificate"), longest=terms.LONGEST_NUMBER, ltr=True,
        required=False,
    )  # fmt: skip
    certificate_file = forms.FileField(
        Text("پروندهٔ گواهی", "The certificate as a file"),
        Text("عکس یا PDF. اگر پیش‌تر فرستاده‌اید و همان است، خالی بگذارید.",
             "A photo or a PDF. Leave it empty to keep the one you sent."),
        required=False,
    )  # fmt: skip
    weeks = LaterLines(
        Text("برنامهٔ تولید", "Production programme"),
        Text("هر سطر: روزی از هفته و تعداد؛ مانند «۱۴۰۵/۰۹/۰۷، ۴۰ واحد»",
             "Each line: a day of the week and the units, such as “2026-11-28, 40 units”"),
        most=terms.MOST_WEEKS, longest=LONGEST_LINE, required=False,
    )  # fmt: skip
    cost_units = forms.TomanField(
        Text("هزینهٔ ساخت همه، به تومان", "Cost of making all, in toman"), required=False
    )
    stages = LaterLines(
        Text("مرحله‌های ساخت", "Stages of the work"),
        Text("هر سطر: نام مرحله و درصد هزینه؛ مانند «قطعه و مواد، ۴۰ درصد»",
             "Each line: a stage and its percent of the cost, such as “Parts, 40 percent”"),
        most=terms.MOST_STAGES, longest=LONGEST_LINE * 2, required=False,
    )  # fmt: skip


class GuaranteeForm(forms.Form):
    guarantee_kind = forms.ChoiceField(
        Text("چه تضمینی؟", "Which guarantee?"), terms.GUARANTEES, required=False
    )
    guarantee_issuer = LaterField(
        Text("صادرکننده", "Issuer"), longest=terms.LONGEST_TITLE, required=False
    )
    guarantee_number = LaterField(
        Text("شمارهٔ تضمین", "Number of the guarantee"), longest=terms.LONGEST_NUMBER, ltr=True,
        required=False,
    )  # fmt: skip
    guarantee_units = forms.TomanField(Text("مبلغ، به تومان", "Amount, in toman"), required=False)
    guarantee_until = day("روز پایان اعتبار", "Last day it is valid")


class SignForm(forms.Form):
    code = forms.CodeField(Text("کد پیامکی", "Code from the SMS"))
    sha256 = forms.HiddenField()


class WordsForm(forms.Form):
    words = forms.TextField(
        Text("دلیل", "Reason"),
        Text("متقاضی و مردم آن را می‌خوانند؛ دست‌کم ده نویسه.",
             "The applicant and the public read it; at least ten characters."),
        longest=terms.LONGEST_WORDS,
        rows=3,
    )  # fmt: skip


class CheckForm(WordsForm):
    capacity = forms.WholeNumberField(
        Text("ظرفیت تأییدشده تا آخرین روز تحویل", "Capacity confirmed until the last day"),
        least=0, most=terms.MOST_QUANTITY,
    )  # fmt: skip
    other_backlog = forms.WholeNumberField(
        Text("تعهد تحویل‌نشدهٔ بیرون از سامانه", "Backlog outside this platform"),
        least=0, most=terms.MOST_QUANTITY, initial=0,
    )  # fmt: skip


class GrantForm(WordsForm):
    quantity = forms.WholeNumberField(
        Text("چند واحد؟", "How many units?"),
        Text("کمتر از خواسته هم می‌شود، بیشتر نه.", "Fewer than asked is possible, more is not."),
        least=1, most=terms.MOST_QUANTITY,
    )  # fmt: skip


class ReturnForm(forms.Form):
    """Up to so many fields of the application, each with what is to be corrected in it."""

    def __init__(self, *args: Any, offered: Mapping[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        for n in range(1, MOST_DEFECTS + 1):
            which, words = _defect(is_first=n == 1)
            which.choices = [("", "—"), *offered.items()]
            self.fields |= {f"field_{n}": which, f"words_{n}": words}

    def clean(self) -> dict[str, Any]:
        """The defects by field; a field without words, or words without a field, is asked about."""
        data = super().clean() or self.cleaned_data
        found: dict[str, str] = {}
        for n in range(1, MOST_DEFECTS + 1):
            which, words = data.get(f"field_{n}"), data.get(f"words_{n}")
            if which and words:
                self._check_words(f"words_{n}", words)
                found[which] = words
            elif (which or words) and not self.errors.keys() & {f"field_{n}", f"words_{n}"}:
                self.add_error(f"words_{n}" if which else f"field_{n}", forms.wrong(forms.NEEDED))
        return {"defects": found}

    def _check_words(self, name: str, words: str) -> None:
        if len(words) < terms.LEAST_WORDS:
            facts = {"least": terms.LEAST_WORDS, "most": terms.LONGEST_WORDS}
            self.add_error(name, say(PermitWordsNeeded(name, **facts).sentence))


def _defect(*, is_first: bool) -> tuple[forms.SelectField, forms.TextField]:
    which = forms.SelectField(FIRST if is_first else ANOTHER, {}, required=is_first)
    words = forms.TextField(
        Text("چه چیزی باید درست شود؟", "What is to be corrected?"),
        longest=terms.LONGEST_WORDS, rows=2, required=is_first,
    )  # fmt: skip
    return which, words


class SuspendForm(forms.Form):
    reason = forms.ChoiceField(Text("چرا؟", "Why?"), terms.REASONS)


class AmendForm(WordsForm):
    quantity = count("تعداد تازه", "New number")
    price_units = forms.TomanField(
        Text("قیمت تازهٔ هر واحد، به تومان", "New price of one unit, in toman"), required=False
    )


class ExtendForm(WordsForm):
    sale_until = day("پایان تازهٔ فروش", "New end of the sale")
    last_delivery = day("آخرین روز تازهٔ تحویل", "New last day of delivery")


class AdvertForm(forms.Form):
    """What an advert says; only its number is needed."""

    code = forms.TextField(
        Text("شمارهٔ مجوز در آگهی", "Permit number in the advert"),
        Text("مانند PS-7K4Q-92MX-5TB3", "Such as PS-7K4Q-92MX-5TB3"),
        longest=LONGEST_CODE, ltr=True,
    )  # fmt: skip
    price_units = forms.TomanField(
        Text("قیمت در آگهی، به تومان", "Price in the advert, in toman"), required=False
    )
    quantity = count("تعداد در آگهی", "Units in the advert")
    delivery = day("روز تحویل در آگهی", "Day of delivery in the advert")
