"""What permits ask of makers and of the desk, as lines of the inbox."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from amanat.capabilities.permits import queries
from amanat.capabilities.permits.models import Permit, PermitChange
from amanat.capabilities.permits.pages.org import TONES
from amanat.capabilities.permits.queries import desk, hands
from amanat.capabilities.permits.states import CHANGE, PERMIT
from amanat.face.tasks import Reader, Task
from amanat.words.act import Role
from amanat.words.powers import SELL
from amanat.words.text import Text

SEND = Text("درخواست را امضا کنید و بفرستید", "Sign the application and send it")
OFFICER, COMMITTEE = frozenset({Role.OFFICER}), frozenset({Role.COMMITTEE})


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn a state is, what they are asked for, and the verb that says who may not."""

    hats: frozenset[Role]
    what: Text
    verb: str


SIZE_UP = Text("ظرفیت را بسنجید یا درخواست را برگردانید", "Check the capacity, or return it")
TURNS = {
    "requested": Turn(OFFICER, SIZE_UP, "check_capacity"),
    "escalated": Turn(COMMITTEE, SIZE_UP, "check_capacity"),
    "checked": Turn(COMMITTEE, Text("دربارهٔ صدور مجوز تصمیم بگیرید", "Decide about the permit"),
                    "propose_grant"),
    "proposed": Turn(COMMITTEE, Text("پیشنهاد صدور را تأیید یا رد کنید",
                                     "Confirm or turn down the proposal to grant"),
                     "grant_permit"),
    "suspended": Turn(OFFICER | COMMITTEE, Text("تعلیق را بازبینی کنید", "Review the suspension"),
                      "propose_revocation"),
}  # fmt: skip
REVOKE = Turn(COMMITTEE, Text("دربارهٔ پیشنهاد لغو تصمیم بگیرید",
                              "Decide about the proposal to revoke"), "revoke_permit")  # fmt: skip
CHANGES = {
    "asked": Turn(COMMITTEE, Text("دربارهٔ تغییر مجوز تصمیم بگیرید", "Decide about the change"),
                  "support_permit_change"),
    "supported": Turn(COMMITTEE, Text("نفر دوم: دربارهٔ تغییر مجوز تصمیم بگیرید",
                                      "As the second person, decide about the change"),
                      "make_permit_change"),
}  # fmt: skip


def waiting(reader: Reader) -> Iterator[Task]:
    """Applications that their holder has not sent; for the staff, what their hats may decide."""
    for one in queries.unsent_of(reader.holding(SELL)):
        yield _task(one, SEND, reverse("permits:permit", args=[one.business.code, one.code]))
    if desk.STAFF & reader.hats:
        yield from _of_desk(reader)


def _of_desk(reader: Reader) -> Iterator[Task]:
    for one in desk.queue():
        turn = REVOKE if one.revocation_by_id and one.state == "suspended" else TURNS[one.state]
        if _is_theirs(reader, turn, one, one.business_id):
            yield _task(one, turn.what, reverse("permits:bench", args=[one.code]))
    for asked in desk.change_queue():
        turn = CHANGES[asked.state]
        if _is_theirs(reader, turn, asked, asked.permit.business_id):
            yield Task(
                what=turn.what,
                url=reverse("permits:bench", args=[asked.permit.code]),
                title=asked.permit.title,
                with_whom=asked.permit.business.name,
                state=asked.state_label,
                tone="due",
                due_at=asked.due_at,
                at_zero=CHANGE.timers[asked.state].says,
            )


def _is_theirs(reader: Reader, turn: Turn, thing: Permit | PermitChange, business_id: int) -> bool:
    """Whether the reader wears the hat, has no tie, and took no step that forbids this one."""
    took = hands.did_before(reader.act.person, thing, turn.verb)
    return bool(turn.hats & reader.hats) and business_id not in reader.tied and not took


def _task(one: Permit, what: Text, page: str) -> Task:
    timer = PERMIT.timers.get(one.state)
    return Task(
        what=what,
        url=page,
        title=one.title or one.code,
        with_whom=one.business.name,
        state=one.state_label,
        tone=TONES[one.state],
        due_at=one.due_at,
        at_zero=timer.says if timer else None,
        is_overdue=one.state == "escalated",
    )
