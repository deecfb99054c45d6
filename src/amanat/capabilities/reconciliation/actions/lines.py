"""A line of the bank finds what it belongs to, and our book hears what follows."""

from amanat.capabilities.payments import actions as payouts
from amanat.capabilities.payments import queries as payments
from amanat.capabilities.reconciliation.events import LineMatched
from amanat.capabilities.reconciliation.models import GatewayList, Line, Match
from amanat.capabilities.reconciliation.queries import unmatched
from amanat.capabilities.reconciliation.rules import keys
from amanat.kernel.ledger import book
from amanat.kernel.log.moves import record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role

MOST_LINES = 5_000
MAY_COME_HOME = (*payments.ON_THE_WAY, "settled")


def match_lines(act: Act) -> int:
    """Match every line whose key says what it is; answers how many found their place."""
    lines = list(unmatched()[:MOST_LINES])
    ours = payments.payouts_called(line.end_to_end_id for line in lines)
    return sum(_match_one(act, line, ours.get(line.end_to_end_id)) for line in lines)


def _match_one(act: Act, line: Line, payout: payments.Payout | None) -> int:
    if payout is not None:
        is_partly_back = line.units > 0 and line.units != payout.units
        subject = "" if is_partly_back else keys.payout(payout.pk)
    else:
        subject = _settlement_of(line)
    if not subject or _is_taken(subject, line):
        return 0
    belong(act, line, subject)
    return 1


def _settlement_of(line: Line) -> str:
    named = keys.settlement_in(line.end_to_end_id)
    if named is None or not GatewayList.objects.filter(gateway=named[0], day=named[1]).exists():
        return ""  # Its list is not here yet: it waits.
    return keys.settlement(*named)


def _is_taken(subject: str, line: Line) -> bool:
    """Money goes out once and comes back once."""
    same = Match.objects.filter(subject=subject)
    return (same.filter(units__gt=0) if line.units > 0 else same.filter(units__lt=0)).exists()


@atomic
def belong(act: Act, line: Line, subject: str, words: str = "") -> Match:
    """Write down to what a line belongs, and book what the bank has done with our money."""
    by = act.by if words else None
    made = Match.objects.create(
        line=line, subject=subject, units=line.units, by_id=by, words=words, at=act.at
    )
    record(act, LineMatched(subject, line.units, words), subject=line)
    kind, *rest = subject.split(":")
    if kind == "settlement":
        _book_settlement(act, line, rest[0])
    elif kind == "payout" and line.units > 0:
        _come_home(act, int(rest[0]))
    return made


def _book_settlement(act: Act, line: Line, gateway: str) -> None:
    """What a gateway owed us is in our account; or it took back more than it brought."""
    bank, owed = payments.bank_account_id(), payments.receivable_account_id(gateway)
    debit, credit = (bank, owed) if line.units > 0 else (owed, bank)
    paid = book.Transfer(debit, credit, abs(line.units), "settlement")
    book.write(act, paid, key=f"bank line/{line.pk}/settled")


def _come_home(act: Act, payout_id: int) -> None:
    """The bank's statement says that a payout came back, whatever it told us before."""
    if payments.payout(payout_id).state in MAY_COME_HOME:
        bank = act.wearing(Role.BANK)
        payouts.come_home(bank, payout_id=payout_id, reason="returned by the statement")
