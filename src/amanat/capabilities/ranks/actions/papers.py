"""Papers: one officer enters what a paper says, another one looks at the paper and confirms."""

from datetime import date

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.ranks.actions.notes import Told, check, note
from amanat.capabilities.ranks.actions.parts import check_second, check_staff
from amanat.capabilities.ranks.events import PaperConfirmed, PaperEntered, PaperTurnedDown
from amanat.capabilities.ranks.models import Paper
from amanat.capabilities.ranks.refusals import NoteUnknown, PaperFieldNeeded
from amanat.capabilities.ranks.rules import kinds
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.persian import normalise
from amanat.words.refusal import refuse_unless


@atomic
def enter_paper(
    act: Act,
    *,
    business_id: int,
    kind: str,
    day: date,
    subject: str,
    source: str,
    units: int = 0,
    other_units: int = 0,
    until: date | None = None,
) -> Paper:
    """Write down what a paper says. It counts only when a second officer has seen the paper."""
    business = businesses.business(business_id)
    check_staff(act, business.pk)
    refuse_unless(kind in kinds.ON_PAPER, NoteUnknown, "kind")
    source = normalise(source, "source")
    refuse_unless(bool(source), PaperFieldNeeded, "source")
    told = Told(kind, day, normalise(subject, "subject"), units, other_units, until, source)
    check(act, business.pk, told)
    paper = Paper(
        business=business, kind=kind, day=day, subject=told.subject, units=units,
        other_units=other_units, until=until, source=source, entered_by_id=act.person,
        entered_at=act.at,
    )  # fmt: skip
    move(act, paper, "enter_paper", PaperEntered(business.pk, kind))
    return paper


@atomic
def confirm_paper(act: Act, *, paper_id: int) -> Paper:
    """A second officer has seen the paper: it is noted now, and counts from tomorrow on."""
    paper = _second(act, paper_id)
    paper.note = note(
        act.wearing(Role.HOUSE), business_id=paper.business_id, kind=paper.kind, day=paper.day,
        subject=paper.subject, units=paper.units, other_units=paper.other_units,
        until=paper.until, source=paper.source,
    )  # fmt: skip
    move(act, paper, "confirm_paper", PaperConfirmed(paper.business_id, paper.kind))
    return paper


@atomic
def turn_down_paper(act: Act, *, paper_id: int) -> Paper:
    """The paper does not say so. Whoever entered it cannot turn it down alone either."""
    paper = _second(act, paper_id)
    move(act, paper, "turn_down_paper", PaperTurnedDown(paper.business_id, paper.kind))
    return paper


def _second(act: Act, paper_id: int) -> Paper:
    paper = Paper.objects.lock(paper_id)
    check_staff(act, paper.business_id)
    check_second(act, paper.entered_by_id)
    paper.decided_by_id, paper.decided_at = act.person, act.at
    return paper
