"""A project and its stages: where they stand, and where their money is, in few queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from amanat.capabilities.deals.models import Deal, Handover, TermsVersion
from amanat.capabilities.deals.queries.reading import bill, versions_on_table
from amanat.capabilities.deals.rules import SETTLED, Terms
from amanat.capabilities.deals.states import DEAL
from amanat.capabilities.escrow import queries as holds


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage of a project: its deal, its terms, and where its money is."""

    deal: Deal
    terms: Terms
    position: holds.Position

    @property
    def is_settled(self) -> bool:
        """Nothing is left for its two people to do."""
        return self.deal.state in SETTLED | DEAL.ends()


@dataclass(frozen=True, slots=True)
class Progress:
    """How many stages of a project are settled, of how many."""

    settled: int
    count: int


def project_of(deal_id: int) -> int | None:
    """The id of the project whose stage this deal is; None for any other deal."""
    return Deal.objects.filter(pk=deal_id).values_list("parent_id", flat=True).first()


def stages_of(project: Deal) -> list[StageLine]:
    """The stages in their order: as many queries for twenty as for one."""
    deals = list(Deal.objects.filter(parent=project).order_by("place"))
    return _lines(deals, versions_on_table(deals))


def _lines(deals: Sequence[Deal], versions: Mapping[int, TermsVersion]) -> list[StageLine]:
    found = holds.positions(deal.subject for deal in deals)
    lines = []
    for deal in deals:
        terms = versions[deal.pk].terms
        lines.append(StageLine(deal, terms, _or_unpaid(found[deal.subject], terms)))
    return lines


def _or_unpaid(position: holds.Position, terms: Terms) -> holds.Position:
    """Before its turn all of a stage's money is still with the buyer."""
    if position.total_units:
        return position
    total = bill(terms).buyer_pays.units
    return holds.Position(total, total, 0, 0, 0, 0)


def whole_position(stages: Sequence[StageLine]) -> holds.Position:
    """The position of a project is the sum of the positions of its stages."""
    return holds.together(stage.position for stage in stages)


def stages_by_project(project_ids: Sequence[int]) -> dict[int, list[Deal]]:
    """The stages of many projects, in one query."""
    found: dict[int, list[Deal]] = {pk: [] for pk in project_ids}
    for stage in Deal.objects.filter(parent__in=project_ids).order_by("place"):
        found[stage.parent_id or 0].append(stage)
    return found


def progress(stages: Sequence[Deal]) -> Progress:
    settled = sum(stage.state in SETTLED | DEAL.ends() for stage in stages)
    return Progress(settled, len(stages))


def handovers(deal: Deal) -> list[Handover]:
    """What was handed in, oldest first, with its files."""
    return list(deal.handovers.prefetch_related("files__file"))
