"""The doctor's checks that need the database: rights, migrations, clocks, queues, chain, sums."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from amanat.capabilities.ceilings import queries as ceilings
from amanat.capabilities.payments import queries as payments
from amanat.capabilities.presale import queries as presale
from amanat.capabilities.registry import queries as registry
from amanat.capabilities.registry.rules import (
    REMINDED_BEFORE_DAYS,
)
from amanat.config import environment
from amanat.config.finding import Finding, Level
from amanat.kernel.clock import time as clock
from amanat.kernel.ledger.proof import broken_invariants
from amanat.kernel.log import sequencer

SKEW_WARN = timedelta(seconds=2)
SKEW_FAIL = timedelta(seconds=30)
QUEUE_WARN = timedelta(minutes=1)
QUEUE_FAIL = timedelta(minutes=10)
CHAIN_LAG_WARN = 1_000
HORIZON_WARN = timedelta(seconds=1)
LINE_WARN, LINE_FAIL = timedelta(seconds=10), timedelta(minutes=1)


def one_row(query: str) -> tuple[object, ...]:
    """The first row of a read."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        row: tuple[object, ...] = cursor.fetchone()
    return row


def roles() -> Finding:
    """The application may read ledger rows and never write them; facts are only appended."""
    name, superuser = one_row(
        "select current_user, rolsuper from pg_roles where rolname = current_user"
    )
    if superuser:
        return Finding("fail", "rights", f"{name} is a superuser", "Set DATABASE_APP_URL.")
    (open_doors,) = one_row(
        """select string_agg(tablename || ' ' || p, ', ') from pg_tables,
           unnest(array['insert', 'update', 'delete', 'truncate']) p
           where schemaname = 'public' and has_table_privilege(quote_ident(tablename), p)
           and (tablename like 'ledger\\_%' or (tablename in ('log_entry', 'log_leaf')
                and p <> 'insert'))"""
    )
    if open_doors:
        return Finding("fail", "rights", f"{name} may {open_doors}", "amanat migrate")
    return Finding("ok", "rights", f"{name} cannot write balances or change facts")


def migrations() -> Finding:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        return Finding("fail", "migrations", f"{len(plan)} are waiting", "amanat migrate")
    return Finding("ok", "migrations", "all applied")


def clocks() -> Finding:
    """This machine's clock beside the database's: deadlines count by the database."""
    (theirs,) = one_row("select clock_timestamp()")
    assert isinstance(theirs, datetime)
    skew = abs(datetime.now(UTC) - theirs)
    ahead = clock.ahead()
    says = f"{skew.total_seconds():.2f} s apart, platform time ahead by {ahead}"
    if skew > SKEW_FAIL:
        return Finding("fail", "clocks", says, "Start time synchronisation on both machines.")
    if skew > SKEW_WARN or (ahead and environment.mode() == "live"):
        return Finding("warn", "clocks", says, "Check time synchronisation.")
    return Finding("ok", "clocks", says)


def queues() -> Finding:
    """How long the oldest job that may run has been waiting."""
    waiting, oldest = one_row(
        """select count(*), max(now() - coalesce(j.scheduled_at, e.at))
           from procrastinate_jobs j
           left join lateral (select min(at) as at from procrastinate_events
                              where job_id = j.id) e on true
           where j.status = 'todo' and coalesce(j.scheduled_at, now()) <= now()"""
    )
    lag = oldest if isinstance(oldest, timedelta) else timedelta()
    says = f"{waiting} jobs wait, the oldest for {lag.total_seconds():.0f} s"
    if lag > QUEUE_FAIL:
        return Finding("fail", "queues", says, "Is a worker running? amanat worker")
    if lag > QUEUE_WARN:
        return Finding("warn", "queues", says, "Start another worker, or wait.")
    return Finding("ok", "queues", says)


def failed_jobs() -> Finding:
    (count,) = one_row("select count(*) from procrastinate_jobs where status = 'failed'")
    if count:
        do = "Read logs/worker.log; retry them from the officers' desk."
        return Finding("warn", "failed jobs", f"{count} gave up", do)
    return Finding("ok", "failed jobs", "none")


def parked_reactions() -> Finding:
    """What followed from a fact and kept failing: an officer decides."""
    (count,) = one_row(
        "select count(*) from log_delivery where parked_at is not null and done_at is null"
    )
    if count:
        do = "Look at the officers' desk, mend the cause, and retry there."
        return Finding("fail", "parked reactions", f"{count} wait for an officer", do)
    return Finding("ok", "parked reactions", "none")


def log_chain() -> Finding:
    """The chain of the log, computed again, and how far it is behind the facts."""
    (behind,) = one_row("select (select count(*) from log_entry) - (select count(*) from log_leaf)")
    broken = sequencer.first_broken_leaf()
    if broken is not None:
        do = "Stop payouts; compare with a backup and find who changed the row."
        return Finding("fail", "log chain", f"leaf {broken} differs from its fact", do)
    if isinstance(behind, int) and behind > CHAIN_LAG_WARN:
        return Finding("warn", "log chain", f"{behind} facts behind", "Is a worker running?")
    return Finding("ok", "log chain", f"whole; {behind} facts not yet numbered")


def ledger_sums() -> Finding:
    """Balances equal entries, every asset sums to zero, nothing is below zero."""
    broken = broken_invariants()
    if broken:
        says = "; ".join(broken[:3])
        return Finding("fail", "ledger", says, "Stop payouts now, then look into the ledger.")
    return Finding("ok", "ledger", "balances equal entries, sums are zero")


def room_under_ceilings() -> Finding:
    """What sales owe under every ceiling is what the ledger holds for them."""
    broken = ceilings.broken()
    if broken:
        says = "; ".join(broken[:3])
        return Finding("fail", "ceilings", says, "Freeze these ceilings, then look into the log.")
    return Finding("ok", "ceilings", "sales and the ledger agree, receipts too")


def licences() -> Finding:
    """Our own licences: the next to expire, in time to renew it."""
    found = [one for one in registry.licences(clock.now()) if one.days_left is not None]
    if not found:
        return Finding("ok", "licences", "none is in force; the public page says so")
    soon = [one for one in found if (one.days_left or 0) <= REMINDED_BEFORE_DAYS]
    if soon:
        says = "; ".join(f"{one.licence.number} ends in {one.days_left} days" for one in soon)
        do = "Renew it, then write the new one down on the officers' desk."
        return Finding("warn", "licences", says, do)
    return Finding(
        "ok", "licences", f"{len(found)} in force, the next ends in {found[0].days_left} days"
    )


def gateways() -> Finding:
    """Whether payers are sent to each gateway, and why not."""
    found = payments.gateway_health(clock.now())
    says = "; ".join(
        f"{one.name} {one.circuit}"
        + (f" since {one.since:%H:%M} UTC ({one.last_trouble})" if one.since else "")
        + (f", {one.unknown_percent} % of {one.answers} unknown" if one.answers else "")
        for one in found
    )
    away = [one.name for one in found if one.circuit != "closed"]
    if not away:
        return Finding("ok", "gateways", says)
    do = f"Look at /desk/watch, then ask {' and '.join(away)}; payers are sent to the others."
    return Finding("fail" if len(away) == len(found) else "warn", "gateways", says, do)


def opening_hour() -> Finding:
    """Whether applications are decided: the horizon, and who waits for how long."""
    age, waits = presale.horizon_age(), presale.waits_since()
    says = (
        f"horizon {age.total_seconds():.1f} s old, "
        f"the first in line waits {waits.total_seconds():.1f} s"
    )
    if waits and age > HORIZON_WARN:
        do = "End the open write transaction (pg_stat_activity): nobody is decided before it ends."
        return Finding("fail" if waits > LINE_FAIL else "warn", "opening hour", says, do)
    if waits > LINE_WARN:
        level: Level = "fail" if waits > LINE_FAIL else "warn"
        return Finding(level, "opening hour", says, "Is an allocator running? amanat allocate")
    return Finding("ok", "opening hour", says)


def debugging() -> Finding:
    if settings.DEBUG:
        return Finding("fail", "debug", "DEBUG is on", "Unset it: pages would show secrets.")
    return Finding("ok", "debug", "off")


CHECKS: tuple[Callable[[], Finding], ...] = (
    roles,
    migrations,
    clocks,
    queues,
    failed_jobs,
    parked_reactions,
    log_chain,
    ledger_sums,
    room_under_ceilings,
    licences,
    gateways,
    opening_hour,
    debugging,
)
