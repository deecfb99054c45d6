"""What officers do that belongs to no capability below."""

from datetime import datetime

from django.db.models import Model

from amanat.capabilities.desk import queries
from amanat.capabilities.desk.events import PauseBegun, PauseEnded, WorkRunAgain
from amanat.capabilities.desk.refusals import PauseDeclaredBefore, PauseIsOver
from amanat.capabilities.desk.rules import STATES, check_pause
from amanat.kernel.clock import pauses
from amanat.kernel.log import parking
from amanat.kernel.log.moves import record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound, NotYours, refuse_unless
from amanat.words.text import Text


@atomic
def run_again(act: Act, *, delivery_id: int) -> None:
    """Have a parked reaction tried again, in its place in the order; its cause is mended."""
    refuse_unless(act.role is Role.OFFICER, NotYours)
    queries.check_officer(act.by)
    work = parking.unpark(delivery_id)
    record(act, WorkRunAgain(work.reaction, work.entry_id), subject=work)


@atomic
def declare_pause(
    act: Act,
    *,
    kind: str,
    reason: Text,
    begins_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> Model:
    """Let deadlines stand still, by an officer's word or the platform's own alarm.

    Without a beginning it begins now; without an end it runs until `end_pause`.
    """
    _officer_or_house(act)
    begins_at = begins_at or act.at
    check_pause(kind, begins_at, ends_at, act.at)
    refuse_unless(not pauses.is_known(kind, begins_at), PauseDeclaredBefore, "begins")
    stop = pauses.begin(
        kind=kind, begins_at=begins_at, ends_at=ends_at, reason_fa=reason.fa, reason_en=reason.en,
        by=act.by, states=STATES.get(kind, ()),
    )  # fmt: skip
    end = ends_at.isoformat() if ends_at else ""
    record(act, PauseBegun(kind, begins_at.isoformat(), end, reason.en), subject=stop)
    return stop


@atomic
def end_pause(act: Act, *, pause_id: int) -> Model:
    """The clocks run again; every open deadline is put off by what it stood still."""
    _officer_or_house(act)
    stop = pauses.lock(pause_id)
    if stop is None or stop.kind not in pauses.PUBLIC:
        raise NotFound
    refuse_unless(stop.ends_at is None or stop.ends_at > act.at, PauseIsOver)
    pauses.end(stop, act.at, act.by)
    record(act, PauseEnded(stop.kind, act.at.isoformat()), subject=stop)
    return stop


def _officer_or_house(act: Act) -> None:
    """The platform itself, or an officer who wears the hat."""
    if act.by is None:
        refuse_unless(act.role is Role.HOUSE, NotYours)
        return
    refuse_unless(act.role is Role.OFFICER, NotYours)
    queries.check_officer(act.by)
