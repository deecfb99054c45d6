"""Post offices come in from a file, a batch at a time; a file that is cut off goes on later."""

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from amanat.capabilities.places import rules
from amanat.capabilities.places.events import OfficesImported
from amanat.capabilities.places.models import City, OfficeImport, PostOffice
from amanat.capabilities.places.refusals import OfficeCityUnknown
from amanat.kernel.log.moves import record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.refusal import Refused, refuse_unless

BATCH_ROWS = 200
FIRST_ROW = 1


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was left out, and why."""

    number: int
    no: Refused


Tell = Callable[[OfficeImport, list[BadRow]], None]


def import_offices(act: Act, *, content: bytes, tell: Tell) -> OfficeImport:
    """Keep every sound row of a GeoJSON or CSV file; `tell` hears of each batch.

    Each batch is one transaction with its own progress. The same file again does only what is
    left; a newer file of the same source mends the offices it knows.
    """
    raws = rules.rows_in(content)
    done = _begun(act, hashlib.sha256(content).hexdigest(), len(raws))
    gazetteer = _cities()
    numbered = list(enumerate(raws, FIRST_ROW))
    for start in range(done.rows_done, len(raws), BATCH_ROWS):
        bad = _keep(act, done, numbered[start : start + BATCH_ROWS], gazetteer)
        tell(done, bad)
    return done


@atomic
def _begun(act: Act, sha256: str, rows: int) -> OfficeImport:
    found, _ = OfficeImport.objects.get_or_create(
        sha256=sha256, defaults={"rows": rows, "began_at": act.at}
    )
    return found


@atomic
def _keep(
    act: Act, done: OfficeImport, batch: list[tuple[int, Any]], gazetteer: "Gazetteer"
) -> list[BadRow]:
    bad: list[BadRow] = []
    for number, raw in batch:
        try:
            row = rules.office_in(raw)
            _keep_one(row, gazetteer.find(row))
        except Refused as no:
            bad.append(BadRow(number, no))
    done.rows_done = batch[-1][0]
    done.kept += len(batch) - len(bad)
    done.refused += len(bad)
    if done.rows_done == done.rows:
        done.finished_at = act.at
        record(act, OfficesImported(done.sha256, done.kept, done.refused), subject=done)
    done.save()
    return bad


def _keep_one(row: rules.OfficeRow, city: City | None) -> None:
    fields = asdict(row)
    reference = fields.pop("reference")
    fields["city"] = city
    fields["province_id"] = city.province_id if city else None
    del fields["province"]
    PostOffice.objects.update_or_create(reference=reference, defaults=fields)


class Gazetteer:
    """Cities by the plain form of their names, to find the one a row means."""

    def __init__(self, cities: list[City]) -> None:
        self.by_name: dict[str, list[City]] = {}
        for city in cities:
            self.by_name.setdefault(rules.plain_name(city.name), []).append(city)

    def find(self, row: rules.OfficeRow) -> City | None:
        """The one city meant; none when the row has only a point; refused when it is unclear."""
        if not row.city:
            return None
        found = self.by_name.get(rules.plain_name(row.city), [])
        if row.province:
            wanted = rules.plain_name(row.province)
            found = [one for one in found if rules.plain_name(one.province.name) == wanted]
        elif len(found) > 1:
            found = [one for one in found if one.is_capital]
        if len(found) != 1 and row.lat is not None:
            return None
        refuse_unless(len(found) == 1, OfficeCityUnknown, "city", city=row.city)
        return found[0]


def _cities() -> Gazetteer:
    return Gazetteer(list(City.objects.select_related("province")))
