"""Deals as rows of a list: the same number of queries for three as for three hundred."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal, TermsVersion
from amanat.capabilities.deals.pages.sentences import now_of
from amanat.capabilities.deals.pages.view import TONES
from amanat.capabilities.deals.pages.work_view import AGREED
from amanat.capabilities.deals.states import state_words, zero_words
from amanat.capabilities.people import queries as people
from amanat.face.tasks import Task
from amanat.words.act import Role
from amanat.words.persian import persian_digits
from amanat.words.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Task):
    """One line of the inbox or the list, and the deal it is about."""

    deal: Deal
    role: Role


def rows_of(deals: Sequence[Deal], person_id: int) -> list[Row]:
    """Rows for one reader, in the order of `deals`."""
    versions = queries.versions_on_table(deals)
    sides = {pk for deal in deals for pk in (deal.buyer_id, deal.seller_id) if pk}
    names = people.names(sides)
    projects = [deal.pk for deal in deals if deal.state in AGREED]
    stages = queries.stages_by_project(projects) if projects else {}
    return [
        with_stages(_row(deal, person_id, versions, names), stages.get(deal.pk, []))
        for deal in deals
    ]


def with_stages(row: Row, stages: Sequence[Deal]) -> Row:
    """A project's line says how far it is, and what its most urgent stage asks for."""
    if not stages:
        return row
    progress = queries.progress(stages)
    dated = [stage for stage in stages if stage.due_at is not None]
    mine = [stage for stage in dated if queries.turn(stage) == row.role]
    dues = [stage.due_at for stage in mine or dated if stage.due_at is not None]
    told = Text(
        f"{persian_digits(progress.settled)} از {persian_digits(progress.count)} مرحله",
        f"{progress.settled} of {progress.count} stages",
    )
    return replace(
        row, progress=told, due_at=min(dues, default=None), at_zero=None, is_mine=bool(mine)
    )


def _row(
    deal: Deal,
    person_id: int,
    versions: dict[int, TermsVersion],
    names: dict[int, str],
) -> Row:
    role = deal.role_of(person_id) or Role.BUYER
    version = versions.get(deal.pk)
    other_id = deal.seller_id if role is Role.BUYER else deal.buyer_id
    #  A list does not ask what was looked at: the deal's own page says it.
    now = now_of(deal.kind, deal.state, is_sealed=deal.sealed_at is not None, is_seen=False)
    is_mine = queries.turn(deal) == role
    wording = version.terms.wording if version else deal.kind
    state = state_words(wording, deal.state)
    return Row(
        deal=deal,
        role=role,
        url=reverse("deals:deal", args=[deal.code]),
        title=(version.terms.title if version else deal.draft.get("title", "")) or deal.code,
        what=(now.yours if is_mine else now.theirs) if now else state,
        state=state,
        tone=TONES.get(deal.state, "neutral"),
        with_whom=names.get(other_id or 0, ""),
        units=version.terms.price_units if version else None,
        due_at=deal.due_at,
        at_zero=zero_words(wording, deal.state),
        is_mine=is_mine,
    )
