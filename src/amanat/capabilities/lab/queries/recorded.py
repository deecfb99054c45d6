"""What other settings would do to the businesses on record: their stars, their ceilings, the sums."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.ceilings import queries as ceilings
from amanat.capabilities.lab.queries.rulebook import House
from amanat.capabilities.ranks import queries as ranks
from amanat.words.moments import TEHRAN

MOST_BUSINESSES = 1_000  # Looked at in one trial, by the newest score.
MOST_DAYS = 20_000  # Recorded scores of the past that are weighed again.
MOST_LISTED = 100
NOW, THEN = "now", "then"


@dataclass(frozen=True, slots=True)
class _Side:
    """One business under one set of settings."""

    stars: int
    ceiling_units: int
    headroom_units: int
    escrow_units: int


def effect(now: House, then: House, day: date) -> dict[str, Any]:
    """Every rated business once under each; the changed ones by name, the rest in sums."""
    at = datetime.combine(day, time(23, 59), tzinfo=TEHRAN)
    scores = ranks.newest_rated(day, MOST_BUSINESSES)
    found = {one.business_id: (_side(one, now, at), _side(one, then, at)) for one in scores}
    sums = {
        side: {
            name: sum(getattr(pair[place], name) for pair in found.values())
            for name in ("ceiling_units", "headroom_units", "escrow_units")
        }
        for place, side in enumerate((NOW, THEN))
    }
    past = ranks.recorded_scores(day, MOST_DAYS)
    return {
        "businesses": len(found),
        "rise": sum(after.stars > before.stars for before, after in found.values()),
        "fall": sum(after.stars < before.stars for before, after in found.values()),
        "days": len(past),
        "days_changed": sum(_stars(one, now) != _stars(one, then) for one in past),
        "changed": _changed(found, at),
        **sums,
    }


def _stars(score: ranks.Score, house: House) -> int:
    return ranks.reweighed(score, house.weights).stars or 0


def _side(score: ranks.Score, house: House, at: datetime) -> _Side:
    """Its factors and caps as recorded, weighed anew; its ceiling as it would be reckoned."""
    rank = ranks.reweighed(score, house.weights)
    known = ceilings.standing(score.business_id, at)
    other = replace(
        known,
        law=replace(known.law, engine=house.engine),
        stars=rank.stars,
        score_basis_points=rank.basis_points,
    )
    units = ceilings.reckon(other).units
    used = ceilings.in_force(score.business_id, at)
    return _Side(
        rank.stars or 0,
        units,
        max(0, units - used.exposure_units),
        house.escrow(units, used.gross_units),
    )


def _changed(found: dict[int, tuple[_Side, _Side]], at: datetime) -> Sequence[dict[str, Any]]:
    """Who would have other stars or another ceiling, the hardest hit first."""
    hit = [pk for pk, (before, after) in found.items() if before != after]
    hit.sort(key=lambda pk: (found[pk][1].ceiling_units - found[pk][0].ceiling_units, pk))
    names = businesses.many(hit[:MOST_LISTED])
    return [_line(pk, names[pk].code, names[pk].name, *found[pk], at) for pk in hit[:MOST_LISTED]]


def _line(
    business_id: int, code: str, name: str, before: _Side, after: _Side, at: datetime
) -> dict[str, Any]:
    exposure = ceilings.in_force(business_id, at).exposure_units
    return {
        "code": code, "name": name, "stars_now": before.stars,
        "stars_then": after.stars, "units_now": before.ceiling_units,
        "units_then": after.ceiling_units, "exposure_units": exposure,
        "is_below": after.ceiling_units < exposure,
    }  # fmt: skip
