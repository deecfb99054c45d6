"""A draw of very many tickets as the worker does it, from the table to the published files.

For the drill alone: the name keeps it out of every day. AMANAT_TICKETS says how many tickets.
"""

import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from django.db import connection

from amanat.capabilities.permits.tests.cast import permitted
from amanat.capabilities.presale import actions, queries
from amanat.capabilities.presale.models import DrawnSeat
from amanat.capabilities.presale.tests.lottery import Lottery
from amanat.kernel.clock import time as clock
from amanat.kernel.ledger.bench.measure import TICKS, private_kb, times_of
from amanat.kernel.ledger.tests.scratch import owner_url
from amanat.words.act import Act, Role

TICKETS = int(os.environ.get("AMANAT_TICKETS", "1000000"))
SEATS, FIRST_SEATS, PRICE = 6000, 1000, 1_000_000
AT_ONCE = 100_000
MOST_GROWTH_KB = 48 * 1024  # Of worker and back end, however many tickets: seats and waiting list.
LOOK_SECONDS = 0.1
SCRIPT = Path(__file__).parents[5] / "docs/reference/draw.py"
#  Tickets in no order, each once: an odd factor permutes the numbers of 48 bits.
FILL = """
insert into presale_enlistment
    (campaign_id, ticket, mark, person_id, "group", choice, price_n, at)
select %(campaign)s, lpad(upper(to_hex((n * 611953000007) %% 281474976710656)), 12, '0'),
    lpad(n::text, 43, 'x'), n, 1 + (n %% 5 > 0)::int, 0, 1, now()
from generate_series(%(first)s::bigint, %(last)s) as n
"""
#  Whoever writes keeps the allocators of all openings waiting until it has committed.
WRITES = "select backend_xid is not null from pg_stat_activity where pid = %s"
Told = Callable[[str, object], None]


@dataclass
class Watch:
    """What a step took: seconds on the wall and on processors, memory, and who waited for it."""

    seconds: float = 0
    cpu_seconds: float = 0
    growth_kb: int = 0
    held_seconds: float = 0
    is_over: threading.Event = field(default_factory=threading.Event)

    def __str__(self) -> str:
        return (
            f"{self.seconds:.1f} s, {self.cpu_seconds:.1f} s of one core, memory grew by "
            f"{self.growth_kb // 1024} MB, others waited {self.held_seconds:.2f} s"
        )

    def look(self, own: int, theirs: int) -> None:
        """Again and again: how much memory both have, and since when theirs has written."""
        first, last = private_kb(own) + private_kb(theirs), time.monotonic()
        with psycopg.connect(owner_url(connection.settings_dict["NAME"]), autocommit=True) as raw:
            while not self.is_over.wait(LOOK_SECONDS):
                self.growth_kb = max(self.growth_kb, private_kb(own) + private_kb(theirs) - first)
                now, row = time.monotonic(), raw.execute(WRITES, [theirs]).fetchone()
                self.held_seconds += now - last if row and row[0] else 0
                last = now


@contextmanager
def watched() -> Iterator[Watch]:
    connection.ensure_connection()
    watch, own, theirs = Watch(), os.getpid(), connection.connection.info.backend_pid
    looks = threading.Thread(target=watch.look, args=(own, theirs))
    looks.start()
    began, cpu = time.monotonic(), cpu_seconds(theirs)
    try:
        yield watch
    finally:
        watch.seconds, watch.cpu_seconds = time.monotonic() - began, cpu_seconds(theirs) - cpu
        watch.is_over.set()
        looks.join()


def cpu_seconds(backend: int) -> float:
    own = resource.getrusage(resource.RUSAGE_SELF)
    return own.ru_utime + own.ru_stime + sum(times_of(backend)[:2]) / TICKS


def test_millions_of_tickets_are_fixed_drawn_and_published_in_the_memory_of_the_seats(
    committed: None, record_property: Told, tmp_path: Path
) -> None:
    game = Lottery(permitted(quantity=SEATS + FIRST_SEATS, price_units=PRICE))
    game.opened(first={"first_car": FIRST_SEATS}, seats=SEATS)
    fill(game.campaign_id, TICKETS)
    game.closed()
    actions.note_horizon(game.house(), campaign_id=game.campaign_id)
    with watched() as fixing:
        actions.fix_tickets(game.house(), campaign_id=game.campaign_id)
    record_property(f"{TICKETS:,} tickets fixed", fixing)
    game.open_secrets()
    game.wait_until(game.now.draw_at)
    with watched() as drawing:
        assert actions.run_draws(Act(None, Role.HOUSE, clock.now())) == 1
    record_property(f"{TICKETS:,} tickets drawn", drawing)
    with watched() as publishing:
        for name in queries.FILES:
            with (tmp_path / name).open("wb") as file:
                file.writelines(queries.file(game.now, name))
    record_property("files published", publishing)
    record_property("an outside script says", said(tmp_path))
    assert (game.now.state, game.now.tickets) == ("drawn", TICKETS)
    assert DrawnSeat.objects.filter(campaign_id=game.campaign_id).count() == game.now.drawn
    assert fixing.held_seconds < 1 + fixing.seconds / 2, "It reads while it keeps others waiting."
    for step in (fixing, drawing, publishing):
        assert step.growth_kb < MOST_GROWTH_KB


def fill(campaign_id: int, count: int) -> None:
    """Rows as the intake writes them, in an order that has nothing to do with that of the file."""
    with psycopg.connect(owner_url(connection.settings_dict["NAME"]), autocommit=True) as raw:
        for first in range(1, count + 1, AT_ONCE):
            last = min(first + AT_ONCE - 1, count)
            raw.execute(FILL, {"campaign": campaign_id, "first": first, "last": last})
        raw.execute("vacuum analyze presale_enlistment")  # As the server does by itself.


def said(folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-I", str(SCRIPT), str(folder)], capture_output=True, text=True
    )
    assert done.returncode == 0 and done.stdout.startswith("Right"), done.stdout + done.stderr
    return done.stdout.strip()
