"""A file of very many rows and a killed worker; for the drill alone: its name keeps it out."""

import os
import random
from collections import Counter
from collections.abc import Callable

from django.db.models import Count

from amanat.capabilities.contracts.models import Contract, Instalment
from amanat.capabilities.deliveries import actions as deliveries
from amanat.capabilities.deliveries import queries
from amanat.capabilities.deliveries.models import Delivery
from amanat.capabilities.deliveries.models import Line as Row
from amanat.capabilities.deliveries.tests.bulk import (
    AHEAD,
    BAD,
    ONE_BAD_IN,
    Toll,
    a_crowd,
    fault_of,
    sent,
    worked_with_kills,
)
from amanat.capabilities.deliveries.tests.cast import DAY, vin_of
from amanat.kernel.log.models import Entry

ROWS = int(os.environ.get("AMANAT_ROWS", "300"))
KILLS = int(os.environ.get("AMANAT_KILLS", "2"))
SEED = int(os.environ.get("AMANAT_SEED", "1405"))
MOST_GROWN_KB = 256 * 1024
FAULTS = {"vin": "vin", "vin_of_another": "vin", "day": "day", "contract": "contract"}
Told = Callable[[str, object], None]


def test_a_long_file_is_read_and_done_once_whoever_dies(
    committed: None, record_property: Told
) -> None:
    dice = random.Random(SEED)
    crowd = a_crowd(ROWS)
    sheet = sent(crowd)
    read = worked_with_kills(sheet.pk, min(KILLS, 1), dice)
    record_property("checking", said(read, ROWS))
    sheet = queries.sheet(sheet.pk)
    bad = sum(bool(fault_of(number)) for number in range(1, ROWS + 1))
    assert (sheet.state, sheet.sound, sheet.faulty) == ("checked", ROWS - bad, bad)
    deliveries.confirm_sheet(crowd.line.holder(), delivery_sheet_id=sheet.pk)
    done = worked_with_kills(sheet.pk, KILLS, dice)
    record_property("calling", said(done, ROWS - bad))
    sheet = queries.sheet(sheet.pk)
    assert (sheet.state, sheet.done, sheet.refused) == ("done", ROWS - bad, 0)
    assert done.kills == KILLS, "No worker was killed in the middle."
    assert max(read.grown_kb, done.grown_kb) < MOST_GROWN_KB
    assert any(0 < seen < ROWS - bad for seen in done.seen), "No progress was shown on the way."
    check_rows(sheet.pk)
    check_deliveries(crowd.first.programme_id, crowd.line.today + AHEAD * DAY)


def said(toll: Toll, rows: int) -> str:
    each, worker, server = (part * 1000 / rows for part in (toll.seconds, toll.busy, toll.served))
    return (
        f"{rows} rows in {toll.seconds:.1f} s, {each:.1f} ms each; of a processor {worker:.1f} ms"
        f" for the worker and {server:.1f} for the database; {toll.kills} workers killed;"
        f" memory grew by {toll.grown_kb} kB; seen on the way {toll.seen}"
    )


def check_rows(sheet_id: int) -> None:
    """Every bad row says why; every other has a receipt of its own."""
    receipts: list[int] = []
    for line in queries.lines(sheet_id):
        fault = fault_of(line.row - 1)
        assert list(line.faults) == ([FAULTS[fault]] if fault else []), f"row {line.row}"
        assert all(said["fa"] and said["en"] for said in line.faults.values())
        assert (line.entry_id is None) == bool(fault) and line.refusal is None
        receipts += [line.entry_id] if line.entry_id else []
    assert len(receipts) == len(set(receipts)) == ROWS - ROWS // ONE_BAD_IN
    rows = Row.objects.filter(sheet_id=sheet_id)
    subjects = dict(Entry.objects.filter(pk__in=receipts).values_list("pk", "subject"))
    for entry_id, delivery_id in rows.exclude(entry_id=None).values_list("entry_id", "delivery_id"):
        assert subjects[entry_id] == f"delivery:{delivery_id}"


def check_deliveries(programme_id: int, day: object) -> None:
    """Each good row's buyer is called once, for its vehicle; nobody else is."""
    mine = Delivery.objects.filter(programme_id=programme_id).order_by("place")
    wrong = [
        place for place, (state, vin, ready) in
        enumerate(mine.values_list("state", "vin", "ready_on"), start=1)
        if (state, vin, ready)
        != (("planned", None, None) if fault_of(place) else ("called", vin_of(place), day))
    ]  # fmt: skip
    assert wrong == [], wrong[:10]
    subjects = {f"delivery:{pk}" for pk in mine.filter(state="called").values_list("pk", flat=True)}
    named = Counter(Entry.objects.filter(name="DeliveryCalled").values_list("subject", flat=True))
    assert {one: n for one, n in named.items() if one in subjects} == dict.fromkeys(subjects, 1)
    contracts = mine.values_list("contract_id", flat=True)
    states = Contract.objects.filter(pk__in=contracts).values_list("state").annotate(n=Count("pk"))
    bad = ROWS // ONE_BAD_IN
    assert dict(states) == {"called": ROWS - bad} | ({"in_force": bad} if bad else {})
    asked = Instalment.objects.filter(contract_id__in=contracts, kind="due")
    assert asked.count() == asked.values("payment_id").distinct().count() == ROWS - bad


def test_every_way_to_be_bad_is_in_a_long_file() -> None:
    assert {fault_of(n) for n in range(ONE_BAD_IN, 5 * ONE_BAD_IN, ONE_BAD_IN)} == set(BAD)
