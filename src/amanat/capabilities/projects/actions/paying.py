"""Released money leaves the account for the seller, and it is written whose rials it was.

First goes the money of sales that are over, then everybody's pro rata to what is left of it; the
single rials of the rest go to the largest remainders, the earlier first.
"""

from collections.abc import Sequence

from amanat.capabilities.ceilings import actions as ceilings
from amanat.capabilities.ceilings import queries as room
from amanat.capabilities.payments import actions as payments
from amanat.capabilities.payments import queries as accounts
from amanat.capabilities.projects import queries
from amanat.capabilities.projects.models import Drawdown, DrawShare, Project, Receipt
from amanat.capabilities.projects.rules import refunds
from amanat.kernel.ledger import book
from amanat.kernel.log.moves import subject_of
from amanat.kernel.log.rows import write_rows
from amanat.words.act import Act

AT_ONCE = 1_000  # Receipts in one batch.


def pay_the_seller(act: Act, draw: Drawdown, leaving: queries.Leaving) -> None:
    """Move a locked drawdown's units to the seller: one transfer, and a share of each receipt."""
    project, units = draw.project, draw.released_units
    shares = _shares(leaving, units)
    assert sum(shares.values()) == units, "Every rial is somebody's."
    found = [one for one in leaving.receipts if shares.get(one.pk)]
    for start in range(0, len(found), AT_ONCE):
        _write_down(act, draw, found[start : start + AT_ONCE], shares)
    project.released_units += units
    project.save(update_fields=["released_units"])
    _hand_over(act, project, draw)


def _shares(leaving: queries.Leaving, units: int) -> dict[int, int]:
    """By receipt, what of it leaves."""
    loose = [one for one in leaving.receipts if one.pk in leaving.free]
    bound = [one for one in leaving.receipts if one.pk not in leaving.free]
    first = min(units, sum(one.left_units for one in loose))
    return _split(loose, first) | _split(bound, units - first)


def _split(receipts: Sequence[Receipt], units: int) -> dict[int, int]:
    parts, _ = refunds.split(units, [one.left_units for one in receipts])
    return {one.pk: part for one, part in zip(receipts, parts, strict=True)}


def _write_down(
    act: Act, draw: Drawdown, receipts: Sequence[Receipt], shares: dict[int, int]
) -> None:
    """The shares of some receipts; what their buyers could lose from now on counts as exposed."""
    owing = room.owing(one.reservation_id for one in receipts)
    exposed: dict[int, int] = {}
    for one in receipts:
        one.released_units += shares[one.pk]
        kept = owing.get(one.reservation_id, room.OVER).escrowed_units
        if part := min(shares[one.pk], kept):
            exposed[one.reservation_id] = part
    if exposed:
        ceilings.expose_many(act, business_id=draw.project.business_id, units=exposed)
    write_rows(receipts, ["released_units"])
    DrawShare.objects.bulk_create(
        DrawShare(drawdown=draw, receipt=one, units=shares[one.pk]) for one in receipts
    )


def _hand_over(act: Act, project: Project, draw: Drawdown) -> None:
    """One transfer to what is owed to the seller, and its payout. A person is paid into their own
    checked account, a company into its own: never into somebody's personal account."""
    payee = accounts.payee_of_seller(project.business_id)
    key, units, to = f"drawdown/{draw.pk}", draw.released_units, accounts.owed_account_id(payee)
    book.write(act, book.Transfer(project.account_id, to, units, "draw"), key=key)
    payments.pay_out(
        act, person_id=payee.person_id, business_id=payee.business_id, units=units,
        subject=subject_of(draw), key=key,
    )  # fmt: skip
