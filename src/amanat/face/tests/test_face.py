"""The furniture: one stylesheet from its parts, readable colours, honest amounts, kept input."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client
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
    for file, made in (
        (stylesheet.WHOLE, stylesheet.whole()),
        (stylesheet.LEAN, stylesheet.lean()),
    ):
        assert file.read_text() == made, "Run python -m amanat.face.stylesheet."


def test_the_stylesheet_knows_no_left_and_right() -> None:
    css = re.sub(r"url\([^)]*\)", "", stylesheet.whole() + stylesheet.lean())
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
    assert shown("{{ x|isolated }}", x="شرکت Azar-Khodro Co. Ltd و 2 شعبه") == (
        'شرکت <bdi dir="ltr">Azar-Khodro Co. Ltd</bdi> و ۲ شعبه'
    )


def test_numbers_in_a_persian_sentence_are_persian_and_codes_are_not() -> None:
    assert shown("{{ x|isolated }}", x="از 1 تا 1,500 بنویسید، مانند D-7K4Q.") == (
        'از ۱ تا ۱٬۵۰۰ بنویسید، مانند <bdi dir="ltr">D-7K4Q</bdi>.'
    )
    assert shown("{{ x|isolated }}", "en", x="From 1 to 1,500") == "From 1 to 1,500"
    assert shown("{{ x|isolated }}", "en", x="دیر شد.") == "<bdi>دیر شد.</bdi>"


def test_the_summary_of_errors_counts_them_and_names_their_fields() -> None:
    form = TitleForm({"title": "", "lines": "یک\nدو\nسه"})
    summary = shown("{% errors form %}", form=form)
    assert "۲ مورد را درست کنید" in summary
    assert '<a href="#f-title">نام: این را هم بنویسید.</a>' in summary


def test_an_amount_is_echoed_in_words_and_in_rial() -> None:
    form = PriceForm({"price": "۱۲٬۵۰۰٬۰۰۰"})
    assert form.is_valid()
    field = shown("{% field form.price %}", form=form)
    assert "دوازده میلیون و پانصد هزار تومان، برابر" in field
    assert "۱۲۵٬۰۰۰٬۰۰۰ ریال" in field


def test_a_part_of_a_page_sends_a_stranger_to_the_door_with_the_whole_page(client: Client) -> None:
    plain = client.get("/deals/D-0000-0000-0000/rail")
    assert plain.status_code == 303
    part = client.get("/deals/D-0000-0000-0000/rail", headers={"HX-Request": "true"})
    assert part.status_code == 204
    assert part["HX-Redirect"].startswith("/sign-in?next=")


@pytest.mark.django_db
def test_the_kit_is_not_for_live_platforms(client: Client, settings: Any) -> None:
    assert client.get("/kit").status_code == 200
    settings.SANDBOX = False
    assert client.get("/kit").status_code == 404


@pytest.mark.parametrize("said", ["en-US,en;q=0.9", "fa", "de"])
def test_only_the_address_chooses_the_language(client: Client, said: str) -> None:
    for path, lang in (("/help", "fa"), ("/en/help", "en")):
        page = client.get(path, headers={"Accept-Language": said})
        assert f'<html lang="{lang}"'.encode() in page.content
        assert page["Content-Language"] == lang
