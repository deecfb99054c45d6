"""What money on its way asks of its owner and of finance, as lines of the inbox."""

from collections.abc import Collection, Iterator

from django.urls import reverse

from amanat.capabilities.payments import queries
from amanat.capabilities.payments.models import Payout, Refund
from amanat.capabilities.payments.rules.waits import SIGNING
from amanat.face.tasks import MOST_COUNTED, Pile, Reader, Task
from amanat.words.act import Role
from amanat.words.powers import MONEY
from amanat.words.text import Text

NAME_IT = Text(
    "شبایی به نام خودتان بنویسید تا پول واریز شود", "Name a Sheba of your own to be paid"
)
NAME_FOR_REFUND = Text(
    "شبایی به نام خودتان بنویسید تا پولتان برگردد", "Name a Sheba of your own to be refunded"
)
NAME_OURS = Text("شبایی به نام شرکت بنویسید تا پول واریز شود", "Name a Sheba of the company")


def _to_sign(states: Collection[str]) -> list[Payout]:
    return list(queries.awaiting_approval().filter(state__in=states)[:MOST_COUNTED])


def _refunds(states: Collection[str]) -> list[Refund]:
    return list(queries.stuck_refunds().filter(state__in=states)[:MOST_COUNTED])


PAYOUTS = Pile[Payout](
    what=Text("{n} واریز بزرگ را امضا یا رد کنید", "Sign or turn down large payouts: {n}"),
    page="payments:finance",
    find=_to_sign,
    whose={state: {Role.FINANCE} for state in SIGNING},
    first=lambda one: (
        one.proposer_id,
        one.person_id,
        *(signature.person_id for signature in one.signatures.all()),
    ),
    about=lambda one: one.business_id,
)
REFUNDS = Pile[Refund](
    what=Text("برای {n} بازگشت پول راهی بیابید", "Find a road for refunds: {n}"),
    page="payments:finance",
    find=_refunds,
    whose={"manual": {Role.FINANCE}},
)


def waiting(reader: Reader) -> Iterator[Task]:
    """Money that waits for an account of its owner; what waits for signatures of finance."""
    for one in queries.in_want_of_account(reader.act.person, reader.holding(MONEY)):
        yield _of_owner(one, reader)
    yield from PAYOUTS.lines(reader)
    yield from REFUNDS.lines(reader)


def _of_owner(one: Payout, reader: Reader) -> Task:
    firm = one.business
    return Task(
        what=NAME_OURS if firm else NAME_FOR_REFUND if one.refund_id else NAME_IT,
        url=reverse("payments:company_payout", args=[firm.code, one.pk])
        if firm
        else reverse("payments:payout", args=[one.pk]),
        with_whom=firm.name if firm else "",
        units=one.units,
        state=one.MACHINE.states[one.state],
        tone=queries.tone_of(one, reader.act.at),
    )
