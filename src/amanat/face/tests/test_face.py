"""The furniture: one stylesheet from its parts, readable colours, honest amounts, kept input."""

import re
from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from amanat.face import stylesheet
from amanat.face.forms import Form, LinesField, TextField, TomanField, WholeNumberField
from amanat.words.text import Text

LABEL = Text("نام", "Name")


class PriceForm(Form):
    price = TomanField(LABEL)


class DaysForm(Form):
    days = WholeNumberField(LABEL, least=1, most=15)


class TitleForm(Form):
    title = TextField(LABEL, longest=5)
    lines = LinesField(LABEL, most=2, longest=4, required=False)


def shown(template: str, language: str = "fa", **facts: object) -> str:
    with translation.override(language):
        return Template(template).render(Context(facts))


def test_the_served_stylesheet_is_made_of_its_parts() -> None:
    made = stylesheet.whole()
    assert stylesheet.WHOLE.read_text() == made, "Run python -m amanat.face.stylesheet."


def test_the_stylesheet_knows_no_left_and_right() -> None:
    css = re.sub(r"url\([^)]*\)", "", stylesheet.whole())
    physical = (
        r"(?<![\w-])(?:margin|padding|border)-(?:left|right)"
        r"|(?<![\w-])(?:left|right)\s*:|text-align:\s*(?:left|right)"
    )
    assert re.findall(physical, css) == []


@pytest.mark.parametrize(
    "typed", ["12500000", "۱۲٬۵۰۰٬۰۰۰", "١٢٥٠٠٠٠٠", "12,500,000", " ۱۲ ۵۰۰ ۰۰۰ ", "12،500،000"]
)
def test_however_an_amount_is_typed_the_record_holds_rial(typed: str) -> None:
    form = PriceForm({"price": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["price"] == 125_000_000


@pytest.mark.parametrize("typed", ["", "0", "-5", "12.5", "ده هزار", "9" * 30, "1e9", "۱۲۳abc"])
def test_what_is_no_amount_is_said_and_kept(typed: str) -> None:
    form = PriceForm({"price": typed})
    assert not form.is_valid()
    assert form["price"].value() == typed


def test_a_number_outside_its_bounds_names_them() -> None:
    with translation.override("en"):
        form = DaysForm({"days": "16"})
        assert form.errors["days"] == ["Write a number from 1 to 15."]


def test_text_is_normalised_and_its_length_counted_after() -> None:
    form = TitleForm({"title": "  كتاب  ", "lines": "یک\n\nدو"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"title": "کتاب", "lines": ["یک", "دو"]}
    assert not TitleForm({"title": "\u202eabc"}).is_valid()
    assert not TitleForm({"title": "شش‌نویسه"}).is_valid()


def test_amounts_carry_their_unit_and_the_record_stays_rial() -> None:
    assert shown("{{ n|toman }}", n=1_116_000_000) == (
        '<data value="1116000000" class="amount">۱۱۱٬۶۰۰٬۰۰۰ تومان</data>'
    )
    assert "111,600,000 toman" in shown("{{ n|toman }}", "en", n=1_116_000_000)
    assert "۹۹٫۹" in shown("{{ n|toman }}", n=999)


def test_a_moment_is_said_in_the_language_and_kept_for_machines() -> None:
    at = datetime(2026, 11, 24, 12, 45, tzinfo=UTC)
    assert shown("{{ at|moment }}", at=at) == (
        '<time datetime="2026-11-24T12:45:00+00:00">سه‌شنبه ۳ آذر، ۱۶:۱۵</time>'
    )


def test_facts_in_a_sentence_are_escaped() -> None:
    assert "<b>" not in shown('{% t "{x}" "{x}" x=x %}', x="<b>")


def test_latin_words_in_a_persian_sentence_keep_their_direction() -> None:
    assert shown("{{ x|isolated }}", x="مدل L60 نو") == 'مدل <bdi dir="ltr">L60</bdi> نو'
