"""Statements by day as camt.053, and gateways' settlement lists, from the bank's own address."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import httpx

from amanat.kernel.outside import client


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a gateway's list: a sale above zero, a refund below it, whole rial."""

    number: str
    order_id: int
    units: int
    reference: str


@dataclass(frozen=True, slots=True)
class Accounts:
    """Never raises because of the network: what could not be read is None, and asked again."""

    address: str

    def statement(self, day: date) -> str | None:
        """The camt.053 of one Tehran day, as far as it has come."""
        found = _get(f"{self.address}/statement.camt053", day)
        return None if found is None else found.text

    def settled_by(self, gateway: str, day: date) -> list[ListRow] | None:
        """What a gateway says it settled on one day, order by order."""
        found = _get(f"{self.address}/settlements/{gateway}", day)
        if found is None:
            return None
        try:
            return [_list_row(row) for row in found.json()["rows"]]
        except (ValueError, KeyError, TypeError):
            return None


def _list_row(row: dict[str, Any]) -> ListRow:
    return ListRow(
        str(row["row_id"]), int(row["order_id"]), int(row["amount"]), str(row["reference"])
    )


def _get(url: str, day: date) -> httpx.Response | None:
    try:
        reply = client().get(url, params={"day": day.isoformat()})
    except httpx.HTTPError:
        return None
    return reply if reply.status_code == httpx.codes.OK else None
