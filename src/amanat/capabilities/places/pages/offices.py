"""The nearest post offices of a city; open to everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from amanat.capabilities.places import queries
from amanat.capabilities.places.models import City
from amanat.face.forms import Form, TextField
from amanat.words.persian import ascii_digits
from amanat.words.text import Text

LONGEST_CITY = 60
LARGEST_CITY_DIGITS = 9


class CityForm(Form):
    city = TextField(
        Text("نام شهر", "City"),
        Text("نمونه: تبریز. نام را به فارسی بنویسید.", "In Persian, for example تبریز."),
        longest=LONGEST_CITY,
    )


@require_GET
def offices(request: HttpRequest) -> HttpResponse:
    """`?city=` takes a city's number or its Persian name; several of one name are all offered."""
    typed = request.GET.get("city", "")
    form = CityForm(request.GET) if typed else CityForm()
    found = _meant(form.cleaned_data["city"]) if typed and form.is_valid() else []
    here = found[0] if len(found) == 1 else None
    near = queries.nearest_offices(here.pk) if here else []
    shown = {
        "form": CityForm(initial={"city": here.name}) if here else form,
        "is_asked": bool(typed),
        "city": here,
        "several": found if len(found) > 1 else [],
        "near": near,
        "is_rough": any(one.office.is_approximate for one in near),
        "sources": sorted({(one.office.source, one.office.licence) for one in near}),
        "capitals": [] if typed else queries.capitals(),
    }
    return render(request, "places/offices.html", shown)


def _meant(typed: str) -> list[City]:
    number = ascii_digits(typed)
    if number.isascii() and number.isdigit() and len(number) <= LARGEST_CITY_DIGITS:
        return list(queries.places_of([int(number)]).values())
    return queries.cities_called(typed)
