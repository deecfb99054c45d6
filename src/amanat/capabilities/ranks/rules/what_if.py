"""What the holder can do, and what each step would win: the same rules on changed inputs. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from amanat.capabilities.ranks.rules.factors import unanswered_since
from amanat.capabilities.ranks.rules.inputs import Guarantee, Inputs, Statement
from amanat.capabilities.ranks.rules.law import HUNDRED, Law
from amanat.capabilities.ranks.rules.score import Rank, rank
from amanat.capabilities.ranks.rules.sentences import said
from amanat.words.text import Text

ONE_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One step, the points it would win today, and the stars that would follow."""

    text: Text
    gain_basis_points: int
    stars: int


def what_ifs(inputs: Inputs, day: date, law: Law, now: Rank) -> list[WhatIf]:
    """Every step that would win something, the most first."""
    if now.basis_points is None or now.stars is None:
        return []
    found = []
    for text, changed in _steps(inputs, day, law):
        then = rank(changed, day, law)
        assert then.basis_points is not None and then.stars is not None, "Still rated."
        if then.basis_points > now.basis_points or then.stars > now.stars:
            found.append(WhatIf(text, then.basis_points - now.basis_points, then.stars))
    return sorted(found, key=lambda one: (-one.gain_basis_points, -one.stars))


def _steps(inputs: Inputs, day: date, law: Law) -> Iterator[tuple[Text, Inputs]]:
    yield from _answers(inputs, day, law)
    yield from _payments(inputs, day)
    yield from _remedies(inputs, day)
    yield from _papers(inputs, day, law)


def _answers(inputs: Inputs, day: date, law: Law) -> Iterator[tuple[Text, Inputs]]:
    silent = [one for one in inputs.complaints if unanswered_since(one, day, law) is not None]
    if silent:
        told = Text("به {n} شکایت بی‌پاسخ پاسخ دهید", "Answer the {n} unanswered complaints")
        answered = tuple(
            replace(one, answered=day) if one in silent else one for one in inputs.complaints
        )
        yield said(told, n=len(silent)), replace(inputs, complaints=answered)


def _payments(inputs: Inputs, day: date) -> Iterator[tuple[Text, Inputs]]:
    unpaid = [one for one in inputs.orders if one.paid is None]
    if unpaid:
        told = Text("{n} حکم پرداخت‌نشده را بپردازید", "Pay the {n} unpaid orders")
        paid = tuple(replace(one, paid=one.paid or day) for one in inputs.orders)
        yield said(told, n=len(unpaid)), replace(inputs, orders=paid)


def _remedies(inputs: Inputs, day: date) -> Iterator[tuple[Text, Inputs]]:
    still_open = [one for one in inputs.findings if one.closed is None]
    if still_open:
        told = Text("{n} یافتهٔ باز بازرسی را برطرف کنید", "Remedy the {n} open findings")
        closed = tuple(replace(one, closed=one.closed or day) for one in inputs.findings)
        yield said(told, n=len(still_open)), replace(inputs, findings=closed)


def _papers(inputs: Inputs, day: date, law: Law) -> Iterator[tuple[Text, Inputs]]:
    """Papers that officers would confirm; each as good as it can be, so the gain is the most."""
    revenue = inputs.statement.revenue_units if inputs.statement else 0
    assets = -(-revenue * law.number("full_assets_percent") // HUNDRED) + 1
    yield (
        Text(
            "صورت مالی حسابرسی‌شدهٔ تازه بدهید (حداکثر)", "Hand in a new audited statement (at most)"
        ),
        replace(inputs, statement=Statement(day, revenue, assets)),
    )
    if inputs.statement is not None:
        wanted = -(-revenue * law.number("full_guarantee_percent") // HUNDRED) + 1
        given = (*inputs.guarantees, Guarantee(wanted, day + ONE_YEAR))
        yield (
            Text("ضمانت‌نامهٔ کافی بدهید (حداکثر)", "Give enough guarantees (at most)"),
            replace(inputs, guarantees=given),
        )
    if inputs.trained_until is None or inputs.trained_until < day:
        yield (
            Text("دورهٔ آموزشی را بگذرانید", "Pass the training"),
            replace(inputs, trained_until=day + ONE_YEAR),
        )
