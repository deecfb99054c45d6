"""Writing the stages of a project: rows that grow by a press of a button, without scripts."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.forms import BoundField, Field
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.pages.forms import FEE_PAYERS
from amanat.capabilities.deals.pages.record import side
from amanat.capabilities.deals.rules import (
    KINDS,
    LONGEST_DESCRIPTION,
    LONGEST_STAGE_TITLE,
    LONGEST_TEST,
    LONGEST_TITLE,
    MOST_STAGES,
    REVISION_DAYS,
    REVISIONS,
    STAGE_DAYS,
    WORK,
)
from amanat.face import forms
from amanat.face.web import answer, sent, signed_in
from amanat.words.act import Act, Role
from amanat.words.money import RIALS_PER_TOMAN
from amanat.words.persian import ascii_digits
from amanat.words.refusal import NotFound, Refused, WrongState
from amanat.words.text import Text

FIRST_ROWS = 3
HOURS_PER_DAY = 24
CELLS = ("title", "price_units", "days", "test")
REVIEW_DAYS = KINDS[WORK].inspection_hours
MISSING = Text(
    "این مرحله ناتمام است؛ این را هم بنویسید.", "This stage is unfinished; fill this in."
)
NO_STAGE = Text("دست‌کم یک مرحله بنویسید.", "Write at least one stage.")
PARAM = re.compile(r"^(title|price_units|days|test)_([0-9]+)$")


@dataclass(frozen=True, slots=True)
class StageCells:
    """The fields of one row, under its number."""

    number: int
    cells: list[BoundField]


class StagesForm(forms.Form):
    """The stages of a project, and what holds for all of them. Empty rows are left out."""

    fee_payer = forms.ChoiceField(
        Text("کارمزد یک درصد را چه کسی می‌دهد؟", "Who pays the one percent fee?"),
        FEE_PAYERS,
        initial="half",
    )
    inspection_days = forms.WholeNumberField(
        Text("خریدار چند روز برای دیدن هر تحویل دارد؟", "Days for the buyer to look at each delivery"),
        Text("اگر خریدار کاری نکند، پول آن مرحله به فروشنده می‌رسد.",
             "In silence the money for that stage goes to the seller."),
        least=REVIEW_DAYS[0] // HOURS_PER_DAY, most=REVIEW_DAYS[-1] // HOURS_PER_DAY, initial=7,
    )  # fmt: skip
    revisions = forms.WholeNumberField(
        Text("چند بار اصلاح برای هر مرحله؟", "How many revisions of each stage?"),
        least=REVISIONS[0], most=REVISIONS[-1], initial=2,
    )  # fmt: skip
    revision_days = forms.WholeNumberField(
        Text("هر اصلاح چند روز؟", "Days for each revision"),
        least=REVISION_DAYS[0], most=REVISION_DAYS[-1], initial=3,
    )  # fmt: skip

    def __init__(self, data: Any = None, *, rows: int, **options: Any) -> None:
        super().__init__(data, None, **options)
        self.count = rows
        self.places: list[int] = []  # Which row each stage was written in.
        for number in range(1, rows + 1):
            self.fields.update(_fields_of(number, is_needed=number == 1 or self._is_begun(number)))

    def _is_begun(self, number: int) -> bool:
        """Whether something stands in this row: then the rest of it is needed too."""
        said = self.data if self.is_bound else self.initial
        return any(str(said.get(f"{cell}_{number}", "")).strip() for cell in CELLS)

    @property
    def stage_rows(self) -> list[StageCells]:
        return [
            StageCells(number, [self[f"{cell}_{number}"] for cell in CELLS])
            for number in range(1, self.count + 1)
        ]

    @property
    def common(self) -> list[BoundField]:
        """What holds for every stage; and, in a counter-offer, the words of the whole."""
        return [bound for bound in self.visible_fields() if not PARAM.match(bound.name)]

    @property
    def may_grow(self) -> bool:
        return self.count < MOST_STAGES

    @property
    def sum_units(self) -> int:
        """What the rows add up to as they stand; a row that cannot be read counts nothing."""
        read = (self[f"price_units_{n}"].value() for n in range(1, self.count + 1))
        return sum(_units(value) for value in read)

    def clean(self) -> dict[str, Any]:
        """Rows become stages; an empty row is none."""
        data: dict[str, Any] = super().clean() or {}
        stages = []
        for number in range(1, self.count + 1):
            row = {cell: data.pop(f"{cell}_{number}", None) for cell in CELLS}
            if any(row.values()):
                self.places.append(number)
                stages.append(row)
        more = {name: data.pop(name, None) for name in ("revisions", "revision_days")}
        days = data.pop("inspection_days", None) or 0
        data["inspection_hours"] = days * HOURS_PER_DAY
        data["price_units"] = sum(row["price_units"] or 0 for row in stages)
        data["more"] = {"stages": stages, **more}
        return data

    def refuse(self, no: Refused) -> None:
        """A rule counts stages, a page counts rows: put its sentence into the right row."""
        if (found := PARAM.match(no.param)) and int(found[2]) <= len(self.places):
            no.param = f"{found[1]}_{self.places[int(found[2]) - 1]}"
        super().refuse(no)


class CounterStagesForm(StagesForm):
    """Every term of a project at once."""

    title = forms.TextField(Text("چه کاری؟", "What work?"), longest=LONGEST_TITLE)
    description = forms.TextField(
        Text("توضیح", "Description"), longest=LONGEST_DESCRIPTION, rows=4, required=False
    )


def _fields_of(number: int, *, is_needed: bool) -> dict[str, Field]:
    """The cells of one row; which row, is said by the heading above them."""
    return {
        f"title_{number}": forms.TextField(
            Text("چه تحویل می‌شود؟", "What is handed in?"),
            longest=LONGEST_STAGE_TITLE, required=is_needed,
        ),
        f"price_units_{number}": forms.TomanField(
            Text("بهای این مرحله", "Price of this stage"), required=is_needed
        ),
        f"days_{number}": forms.WholeNumberField(
            Text("مهلت، به روز", "Days"),
            least=STAGE_DAYS[0], most=STAGE_DAYS[-1], required=is_needed,
        ),
        f"test_{number}": forms.TextField(
            Text("از کجا بدانیم درست انجام شده؟", "How do we know it is done right?"),
            longest=LONGEST_TEST, rows=2, required=is_needed,
        ),
    }  # fmt: skip


def _units(value: Any) -> int:
    """Rial of a price as it stands in the form: an amount of the record, or typed toman."""
    if isinstance(value, int):
        return value
    text = ascii_digits(str(value or "")).translate(forms.GROUPING)
    fine = text.isdecimal() and len(text) <= forms.LONGEST_NUMBER
    return int(text) * RIALS_PER_TOMAN if fine else 0


def typed_stages(fields: dict[str, Any]) -> dict[str, Any]:
    """The terms of a project as its form shows them again."""
    more = fields.get("more", {})
    typed = {k: v for k, v in fields.items() if k in {"title", "description", "fee_payer"}}
    typed |= {k: v for k, v in more.items() if k in {"revisions", "revision_days"}}
    if "inspection_hours" in fields:
        typed["inspection_days"] = fields["inspection_hours"] // HOURS_PER_DAY
    for number, stage in enumerate(more.get("stages", ()), start=1):
        typed |= {f"{cell}_{number}": stage[cell] for cell in CELLS}
    return typed


def _form(request: HttpRequest, kind: type[StagesForm], fields: dict[str, Any]) -> StagesForm:
    """The form as it was sent, or as the draft has it; one row more when that was pressed."""
    data = sent(request)
    if data is None:
        written = len(fields.get("more", {}).get("stages", ()))
        return kind(rows=max(written, FIRST_ROWS), initial=typed_stages(fields))
    rows = _rows_in(data.get("rows", ""))
    if "add" not in data:
        return kind(data, rows=rows)
    typed = {name: data[name] for name in data}
    return kind(rows=min(rows + 1, MOST_STAGES), initial=typed)


def _rows_in(typed: str) -> int:
    """How many rows came back; one more than allowed at most, so that the rule can say no."""
    return min(max(int(typed), 1), MOST_STAGES + 1) if typed.isdecimal() else FIRST_ROWS


def _shown(
    request: HttpRequest,
    deal: Deal,
    form: StagesForm,
    do: Callable[[dict[str, Any]], Any],
    then: str,
    **words: Any,
) -> HttpResponse:
    shown = {"deal": deal, "form": form, "most": MOST_STAGES, **words}
    page = partial(render, request, "deals/stages_form.html", shown)
    if "add" in request.POST:
        return page()  # Only one row more; nothing is written yet.
    return answer(request, form, do, then=then, otherwise=page)


@signed_in
def stages(request: HttpRequest, code: str) -> HttpResponse:
    """The question page on which the stages of a draft are written."""
    deal, act, _ = side(request, code)
    if deal.draft.get("kind") != WORK:
        raise NotFound
    if deal.state != "draft":
        raise WrongState
    by_buyer = deal.starter_role == Role.BUYER
    return _shown(
        request,
        deal,
        _form(request, StagesForm, deal.draft),
        lambda data: deals.describe(act, deal_id=deal.pk, **data),
        reverse("deals:check", args=[code]),
        heading=Text("کار را به مرحله‌ها بخش کنید", "Divide the work into stages"),
        button=Text("ادامه", "Continue"),
        step=Text("گام ۳ از ۴", "Step 3 of 4") if by_buyer else Text("گام ۲ از ۳", "Step 2 of 3"),
        back=reverse("deals:draft", args=[code, "party" if by_buyer else "item"]),
    )


def counter(request: HttpRequest, deal: Deal, act: Act) -> HttpResponse:
    """Other terms for a project: everything can be changed, stages can come and go."""
    return _shown(
        request,
        deal,
        _form(request, CounterStagesForm, queries.version_on_table(deal).body),
        lambda data: deals.counter(act, deal_id=deal.pk, **data),
        reverse("deals:deal", args=[deal.code]),
        heading=Text("چه چیزی را عوض می‌کنید؟", "What do you want to change?"),
        button=Text("فرستادن شرایط تازه", "Send the new terms"),
        step=None,
        back=reverse("deals:terms", args=[deal.code]),
    )
