"""What is new after a step, in one question to the database."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import psycopg
from django.db import connection

from amanat.capabilities.payments.models import Attempt, Batch, Payout, Refund
from amanat.kernel.log.moves import Thing

THINGS: dict[str, type[Thing]] = {
    "attempt": Attempt, "refund": Refund, "payout": Payout, "batch": Batch,
}  # fmt: skip
DUE = " union all ".join(
    f"select '{name}', id, due_at from payments_{name} where due_at is not null" for name in THINGS
)
NEW = f"""
select
  (select coalesce(json_agg(json_build_array(id, name, subject, facts) order by id), '[]')
   from log_entry where id > %s),
  (select coalesce(json_agg(json_build_array(id, task_name, args, lock, scheduled_at) order by id),
   '[]') from procrastinate_jobs where id > %s),
  (select coalesce(json_agg(json_build_array(t, id, due_at) order by t, id), '[]')
   from ({DUE}) one (t, id, due_at)),
  (select coalesce(json_agg(id order by id), '[]') from payments_call where sent_at is null),
  (select coalesce(json_object_agg(n.code, json_build_array(
     a.posted_debit_units - a.posted_credit_units, a.is_debit_normal)), '{{}}')
   from ledger_account a join ledger_account_name n on n.account_id = a.id)
"""


@dataclass(frozen=True, slots=True)
class Told:
    """One fact of the log."""

    pk: int
    name: str
    subject: str
    facts: dict[str, Any]

    @property
    def id(self) -> int:
        return int(self.subject.rpartition(":")[2])


@dataclass(slots=True)
class Job:
    """One job of the queue."""

    pk: int
    name: str
    args: dict[str, Any]
    lock: str
    scheduled_at: datetime | None
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Look:
    """Facts and jobs since the look before, what falls due, and every account."""

    last_fact: int
    last_job: int
    facts: list[Told] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)
    due: list[tuple[str, int, datetime]] = field(default_factory=list)
    unasked: list[int] = field(default_factory=list)  # Questions that nobody has asked yet.
    accounts: dict[str, tuple[int, bool]] = field(default_factory=dict)

    @classmethod
    def before(cls) -> "Look":
        with connection.cursor() as cursor:
            cursor.execute(
                "select coalesce((select max(id) from log_entry), 0),"
                " coalesce((select max(id) from procrastinate_jobs), 0)"
            )
            return cls(*cursor.fetchone())


def look(before: Look) -> Look:
    """What is new since then."""
    raw = connection.connection
    assert raw is not None
    with psycopg.Cursor(raw) as cursor:
        cursor.execute(NEW, [before.last_fact, before.last_job], prepare=True)
        row = cursor.fetchone()
    assert row is not None
    facts, jobs, due, unasked, accounts = row
    told = [Told(*one) for one in facts]
    queued = [
        Job(pk, name, args, lock or "", datetime.fromisoformat(at) if at else None)
        for pk, name, args, lock, at in jobs
    ]
    return Look(
        last_fact=told[-1].pk if told else before.last_fact,
        last_job=queued[-1].pk if queued else before.last_job,
        facts=told,
        jobs=queued,
        due=[(thing, pk, datetime.fromisoformat(at)) for thing, pk, at in due],
        unasked=unasked,
        accounts={code: (int(net), bool(debit)) for code, (net, debit) in accounts.items()},
    )
