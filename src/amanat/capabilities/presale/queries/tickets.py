"""Tickets of a lottery: the Python face of sql/0005_enlist.sql. Light rows, millions of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from amanat.capabilities.people import queries as people
from amanat.capabilities.presale.refusals import TicketMistyped
from amanat.capabilities.presale.rules.tree import BLOCK
from amanat.kernel.ledger.wire import ask, rows
from amanat.words.codes import read_code
from amanat.words.refusal import NotFound

PREFIX = "Q"
MOST_SHOWN = 50
COLUMNS = 'campaign_id, ticket, person_id, "group", choice, price_n, at'


@dataclass(frozen=True, slots=True)
class Ticket:
    """`pseudonym` is its line in the published file: the code without hyphens."""

    campaign_id: int
    pseudonym: str
    person_id: int
    group: int
    choice: int
    price_n: int
    at: datetime

    @property
    def code(self) -> str:
        return code_of(self.pseudonym)


def code_of(pseudonym: str) -> str:
    """`Q-7K4Q-92MX-5TB3`, as people read it."""
    return read_code(PREFIX, pseudonym) or pseudonym


def pseudonym_of(code: str) -> str:
    return code.removeprefix(f"{PREFIX}-").replace("-", "")


def put(
    campaign_id: int,
    tickets: Sequence[str],
    marks: Sequence[str],
    people: Sequence[int],
    groups: Sequence[int],
    choices: Sequence[int],
) -> list[int]:
    """Enlist many in one statement; see the SQL function for the answers."""
    answer: list[int] = ask(
        "select presale_enlist_v1(%s, %s::text[], %s::text[], %s::bigint[], %s::smallint[],"
        " %s::smallint[])",
        campaign_id, list(tickets), list(marks), list(people), list(groups), list(choices),
    )  # fmt: skip
    return answer


def of_mark(mark: str) -> list[Ticket]:
    """Every ticket of one national id, the newest first."""
    found = rows(
        f"select {COLUMNS} from presale_enlistment where mark = %s order by at desc limit %s",
        mark, MOST_SHOWN,
    )  # fmt: skip
    return [Ticket(*row) for row in found]


def is_enlisted(campaign_id: int, mark: str) -> bool:
    return bool(
        ask(
            "select exists (select from presale_enlistment where mark = %s and campaign_id = %s)",
            mark, campaign_id,
        )
    )  # fmt: skip


def of_tickets(campaign_id: int, tickets: Sequence[str]) -> dict[str, Ticket]:
    """The rows of these tickets, by pseudonym."""
    found = rows(
        f"select {COLUMNS} from presale_enlistment"
        " where campaign_id = %s and ticket = any(%s::text[])",
        campaign_id, list(tickets),
    )  # fmt: skip
    return {row[1]: Ticket(*row) for row in found}


def after(campaign_id: int, last: str, most: int) -> list[Ticket]:
    """The next tickets behind `last`, in the order of the file."""
    found = rows(
        f"select {COLUMNS} from presale_enlistment"
        " where campaign_id = %s and ticket > %s order by ticket limit %s",
        campaign_id, last, most,
    )  # fmt: skip
    return [Ticket(*row) for row in found]


def blocks(campaign_id: int) -> Iterator[bytes]:
    """The ticket file in rising order, some thousand lines at a time, without the last line end."""
    last = ""
    while True:
        ((lines, following),) = rows(
            "select lines, last from presale_lines_v1(%s, %s, %s)", campaign_id, last, BLOCK
        )
        if lines is None:
            return
        yield lines.encode()
        last = following


def lines(campaign_id: int) -> Iterator[bytes]:
    """The ticket file line by line, in memory of one block."""
    for block in blocks(campaign_id):
        yield from block.split(b"\n")


OLDER_WRITERS = """
    select exists (
        select from pg_snapshot_xip(pg_current_snapshot()) as running
        where running::text::bigint < %s
            and running is distinct from pg_current_xact_id_if_assigned()
            and not exists (
                select from pg_locks held join pg_stat_activity backend on backend.pid = held.pid
                where held.locktype = 'transactionid' and held.mode = 'ExclusiveLock'
                    and backend.datname <> current_database()
                    and held.transactionid::text::bigint = running::text::bigint %% 4294967296
            )
    )
"""


def horizon_now() -> int:
    """Whoever has a number of at least this began later than now."""
    return int(ask("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint"))


def is_quiet_before(horizon: int) -> bool:
    """Whether every writer older than the horizon has ended, except the one that asks.

    A writer in another database of the server enlists nobody here, and is not waited for.
    """
    return not ask(OLDER_WRITERS, horizon)


def ticket_of(person_id: int, typed: str) -> Ticket:
    """The person's own ticket by its code, however typed; a stranger's is nobody's here."""
    code = read_code(PREFIX, typed)
    if code is None:
        raise TicketMistyped("ticket")
    wanted = pseudonym_of(code)
    for found in tickets_of(person_id):
        if found.pseudonym == wanted:
            return found
    raise NotFound("ticket")


def tickets_of(person_id: int) -> list[Ticket]:
    """Every ticket of this person, the newest first."""
    mark = people.marks_of(person_id).national_id_index
    return of_mark(mark) if mark else []
