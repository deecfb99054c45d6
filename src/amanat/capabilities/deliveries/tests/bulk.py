"""Very many contracts in force, a file with a row for each, and a worker that is killed on its way.

The first contract is signed and paid by its own verbs; the others are copies of its rows, made in
batches. Every hundredth row of the file is bad, in four ways; digits are Persian, but every seventh
row came from an old program, in its own encoding.
"""

import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from django.db import connections

from amanat.capabilities.contracts.models import Contract, Instalment
from amanat.capabilities.deliveries import actions as deliveries
from amanat.capabilities.deliveries import jobs, queries
from amanat.capabilities.deliveries.models import Delivery, Sheet
from amanat.capabilities.deliveries.tests.cast import DAY, Line, a_line, vin_of
from amanat.words.identity import bare
from amanat.words.moments import typed_date
from amanat.words.persian import persian_digits

M = TypeVar("M", Contract, Instalment, Delivery)
AT_A_TIME = 2_000
AHEAD = 8
ONE_BAD_IN = 100
ONE_OLD_IN = 7  # Pasted from an old program: another encoding, Arabic letters, Latin digits.
HEAD = "قرارداد,شناسه خودرو,تاریخ تحویل,توضیح"
POLL_SECONDS = 0.05
LONGEST_SECONDS = 4 * 3600
PARENT, USED, ENDED = 0, slice(10, 12), slice(10, 14)  # Places among the numbers of a process.
BAD = ("vin", "vin_of_another", "day", "contract")


@dataclass
class Crowd:
    """A maker with many contracts in force, each with its delivery planned."""

    line: Line
    first: Delivery
    count: int

    @property
    def deliveries(self) -> "list[str]":
        rows = Delivery.objects.filter(programme_id=self.first.programme_id).order_by("place")
        return list(rows.values_list("contract_code", flat=True))


def a_crowd(count: int) -> Crowd:
    """The first by its verbs, the rest as copies of its rows."""
    line = a_line()
    first = line.planned()
    for start in range(1, count, AT_A_TIME):
        _copy(first, range(start, min(count, start + AT_A_TIME)))
    return Crowd(line, first, count)


def _copy(first: Delivery, places: range) -> None:
    """A contract is born signed and then in force, as its machine says."""
    contract = Contract.objects.get(pk=first.contract_id)
    parts = list(Instalment.objects.filter(contract=contract))
    born = Contract.objects.bulk_create(
        _again(contract, code=f"{contract.code}-{place}", state="signed",
               offer_id=contract.offer_id * AT_A_TIME * AT_A_TIME + place)
        for place in places
    )  # fmt: skip
    Contract.objects.filter(pk__in=[one.pk for one in born]).update(state=contract.state)
    Instalment.objects.bulk_create(
        _again(part, contract_id=one.pk, payment_id=None,
               reservation_id=part.reservation_id and -one.pk)
        for one in born
        for part in parts
    )  # fmt: skip
    Delivery.objects.bulk_create(
        _again(first, contract_id=one.pk, contract_code=one.code, bare_code=bare(one.code),
               place=first.place + place)
        for one, place in zip(born, places, strict=True)
    )  # fmt: skip


def _again(one: M, **other: object) -> M:
    """A row like this one, but for its number and what is said."""
    said = {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields}
    return type(one)(**{**said, "id": None, **other})


def file_of(crowd: Crowd) -> bytes:
    return b"\n".join([HEAD.encode(), *_rows(crowd)])


def _rows(crowd: Crowd) -> Iterator[bytes]:
    today = crowd.line.today
    for number, code in enumerate(crowd.deliveries, start=1):
        vin, day = vin_of(number), today + AHEAD * DAY
        match fault_of(number):
            case "vin":
                vin = f"{vin[:16]}I"
            case "vin_of_another":
                vin = vin_of(number - 1)
            case "day":
                day = today + DAY
            case "contract":
                code = f"{code}-X"  # A number there would make it another place's.
        if number % ONE_OLD_IN == 0:
            yield f"{code},{vin},{typed_date(day, 'en')},بيمه شد".encode("cp1256")
        else:
            yield persian_digits(f"{code},{vin},{typed_date(day, 'fa')},").encode()


def fault_of(number: int) -> str:
    """Which fault the row of this number has, if any."""
    return "" if number % ONE_BAD_IN else BAD[number // ONE_BAD_IN % len(BAD)]


@dataclass
class Toll:
    """What working through a file took: kills, seconds by the clock, those of a processor that
    workers and database used, and memory of a worker."""

    kills: int = 0
    seconds: float = 0.0
    busy: float = 0.0
    served: float = 0.0
    grown_kb: int = 0
    seen: tuple[int, ...] = ()


def worked_with_kills(sheet_id: int, kills: int, dice: random.Random) -> Toll:
    """Workers, each killed -9 after some more rows; the last one comes to the end of the file."""
    toll, begun, served = Toll(), time.monotonic(), server_seconds()
    for kill in range(kills + 1):
        one = queries.progress(queries.sheet(sheet_id))
        most = one.behind + (one.whole - one.behind) // (kills + 1 - kill)
        is_last = kill == kills
        toll.kills += _worker(sheet_id, None if is_last else most, dice.random() / 4, toll)
    toll.seconds, toll.served = time.monotonic() - begun, server_seconds() - served
    return toll


def _worker(sheet_id: int, behind: int | None, wait: float, toll: Toll) -> bool:
    """One worker in a process of its own; True when it was killed, `wait` after that many rows."""
    connections.close_all()
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        _live(lambda: jobs.sheets())
    first_kb, until = 0, time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < until:
        time.sleep(POLL_SECONDS)
        ended, status, used = os.wait4(child, os.WNOHANG)
        if ended:
            assert status == 0, f"The worker ended with {status}."
            toll.busy += used.ru_utime + used.ru_stime
            return False
        first_kb = first_kb or own_kb(child)
        toll.grown_kb = max(toll.grown_kb, own_kb(child) - first_kb)
        seen = queries.progress(queries.sheet(sheet_id)).behind
        toll.seen = tuple(dict.fromkeys((*toll.seen, seen)))[-20:]
        if behind is not None and seen >= behind:
            break
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    _, status, used = os.wait4(child, 0)
    toll.busy += used.ru_utime + used.ru_stime
    return os.waitstatus_to_exitcode(status) == -signal.SIGKILL


def _live(do: Callable[[], object]) -> None:
    code = 70
    try:
        do()
        code = 0
    except BaseException:  # Whatever it is: this process must not run on as a second parent.
        traceback.print_exc()
    finally:
        os._exit(code)


def server_seconds() -> float:
    """What the processes of the database server have used of a processor, those that ended too."""
    with connections["default"].cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        server = _stat(cursor.fetchone()[0])[PARENT]
    used = sum(_stat(server)[ENDED])
    for process in Path("/proc").glob("[0-9]*"):
        stat = _stat(int(process.name))
        used += sum(stat[USED]) if stat and stat[PARENT] == server else 0
    return used / os.sysconf("SC_CLK_TCK")


def _stat(pid: int) -> list[int]:
    """The numbers of /proc/…/stat from the parent's on; nothing when the process is gone."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return []
    return [int(part) for part in text.rpartition(")")[2].split()[1:]]


def own_kb(pid: int) -> int:
    """Memory that the process made its own; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_Dirty:"))


def sent(crowd: Crowd) -> Sheet:
    return deliveries.upload_sheet(
        crowd.line.holder(), business_id=crowd.line.sale.business_id, work="call",
        name="drill.csv", content=file_of(crowd),
    )  # fmt: skip
