"""Work on its page: the stages of a project, or what was handed in for one stage."""

from dataclasses import dataclass
from datetime import datetime

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal, Handover, Revision
from amanat.capabilities.deals.pages.countdown import Clock, clock_from
from amanat.capabilities.deals.pages.sentences import WORK_NOW, Now
from amanat.capabilities.deals.rules import WORK, Terms, stages_of
from amanat.capabilities.deals.states import state_words
from amanat.capabilities.escrow import queries as holds
from amanat.words.act import Role
from amanat.words.persian import persian_digits
from amanat.words.text import Text

AGREED = frozenset({"under_way", "finished"})  # Before that a project has no stages of its own.
TONES = {
    "agreed": "due", "part_funded": "due", "funded": "held", "inspection": "due",
    "disputed": "dispute", "review": "dispute", "cancel_asked": "due",
    "accepted": "released", "paying_out": "released", "completed": "released",
    "splitting": "released", "split_closed": "released",
    "refunding": "refund", "refunded": "refund",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage as a line of its project's page."""

    line: queries.StageLine
    name: str
    state: Text
    tone: str
    is_mine: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class Work:
    """For a project its stages; for a stage what was handed in, and the project it belongs to."""

    stages: list[StageRow]
    position: holds.Position
    is_my_turn: bool
    now: Now | None
    clock: Clock | None
    has_planned: bool
    has_idle: bool
    next_open: Deal | None
    project: Deal | None
    handovers: list[Handover]
    revisions: list[Revision]
    revisions_left: int

    @property
    def settled(self) -> int:
        return sum(row.line.is_settled for row in self.stages)


NOWHERE = holds.Position(0, 0, 0, 0, 0, 0)


def work_of(deal: Deal, terms: Terms, role: Role, at: datetime) -> Work | None:
    """What there is of work; None for anything else, and before the two have agreed."""
    if terms.kind != WORK:
        return None
    if deal.parent is not None:
        return _stage(deal, terms, deal.parent)
    return _project(deal, terms, role, at) if deal.state in AGREED else None


def _stage(deal: Deal, terms: Terms, project: Deal) -> Work:
    revisions = list(deal.revisions.all())
    left = terms.more["revisions"] - len(revisions)
    return Work(
        [], NOWHERE, False, None, None, False, False, None,
        project, queries.handovers(deal), revisions, left,
    )  # fmt: skip


def _project(deal: Deal, terms: Terms, role: Role, at: datetime) -> Work:
    lines = queries.stages_of(deal)
    names = [stage.title for stage in stages_of(terms)]
    rows = [_row(line, name, role) for line, name in zip(lines, names, strict=True)]
    states = {line.deal.state for line in lines}
    live = [row for row in rows if row.is_open and not row.line.is_settled]
    #  My own turn first; then whatever ends soonest.
    live.sort(key=lambda row: (not row.is_mine, row.line.deal.due_at or at))
    first = live[0] if live else None
    return Work(
        stages=rows,
        position=queries.whole_position(lines),
        is_my_turn=bool(first and first.is_mine),
        now=_now(first) if first else None,
        clock=_clock(first.line.deal, at) if first else None,
        has_planned="planned" in states,
        has_idle=bool(states & {"planned", "agreed"}),
        next_open=first.line.deal if first else None,
        project=None, handovers=[], revisions=[], revisions_left=0,
    )  # fmt: skip


def _row(line: queries.StageLine, name: str, role: Role) -> StageRow:
    state = line.deal.state
    return StageRow(
        line, name,
        state_words(WORK, state), TONES.get(state, "neutral"),
        is_mine=queries.turn(line.deal) == role, is_open=state != "planned",
    )  # fmt: skip


def _now(row: StageRow) -> Now | None:
    """What is to be done in the most urgent stage, with its number."""
    now = WORK_NOW.get(row.line.deal.state)
    place = row.line.deal.place or 0
    return now and Now(*(_numbered(place, text) for text in (now.step, now.yours, now.theirs)))


def _numbered(place: int, text: Text) -> Text:
    return Text(f"مرحلهٔ {persian_digits(place)}: {text.fa}", f"Stage {place}: {text.en}")


def _clock(stage: Deal, at: datetime) -> Clock | None:
    known = (stage.created_at, stage.funded_at, stage.received_at)
    return clock_from(stage, WORK, max(one for one in known if one is not None), at)
