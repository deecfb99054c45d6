"""ceiling = floor(min(caps of the class) × sector × conduct + Σ collateral × haircut), or zero.

A gate that failed, and an input that is missing, give zero and are named: nothing is guessed. For
coin and gold the vault is also the hard maximum, and collateral does not add. Arithmetic is exact
and rounded down once, at the end.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from amanat.capabilities.ceilings.rules.engine import Engine

MISSING = "missing_"  # What the gate of a missing input is called, before the input's name.
ASSET = "asset"
CONDUCT = "conduct"
HAND = "hand"  # A person's own, lower figure.
NOT_RANKED = "not_ranked"
ANY_CLASS = "general"  # Under which a business without any class is reckoned: its gate is shut.


@dataclass(frozen=True, slots=True)
class Inputs:
    """What is known of a business of one class; None is what nobody has verified."""

    activity: str
    stars: int | None = None
    score_basis_points: int | None = None
    age_months: int | None = None
    revenue_units: int | None = None
    capacity_units: int | None = None  # Certified, inside the delivery window.
    backlog_units: int = 0
    asset_units: int | None = None
    collateral: Mapping[str, int] = field(default_factory=dict)
    failed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The ceiling and why it is that: every cap, every factor, and what binds."""

    units: int
    activity: str
    caps: Mapping[str, Fraction]
    binding: str
    sector: Fraction
    conduct: Fraction
    collateral_units: Fraction
    failed: tuple[str, ...] = ()


def ceiling(inputs: Inputs, engine: Engine) -> Outcome:
    """The ceiling of one class. Zero when a gate failed or an input is missing."""
    found = {name: _cap(name, inputs, engine) for name in engine.caps[inputs.activity]}
    caps = {name: units for name, units in found.items() if units is not None}
    failed = (*inputs.failed, *_missing(inputs, found))
    conduct = engine.conduct_of(inputs.score_basis_points or 0)
    sector = engine.sector[inputs.activity]
    backed = _backed(inputs.collateral, engine)
    if failed:
        return Outcome(0, inputs.activity, caps, failed[0], sector, conduct, backed, failed)
    binding = min(caps, key=lambda name: caps[name])
    base = caps[binding] * sector * conduct
    if ASSET in caps:
        binding = ASSET if base >= caps[ASSET] else binding
        base, backed = min(base, caps[ASSET]), Fraction(0)
    binding = binding if conduct else CONDUCT
    units = int(base + backed)  # Neither is ever negative, so this rounds down.
    return Outcome(units, inputs.activity, caps, binding, sector, conduct, backed)


def strictest(outcomes: Iterable[Outcome]) -> Outcome:
    """Of a business with several classes, the lowest ceiling holds."""
    return min(outcomes, key=lambda one: one.units)


def _cap(name: str, inputs: Inputs, engine: Engine) -> Fraction | None:
    """One cap, not rounded; None when an input it needs is missing."""
    if name == "rank":
        return None if inputs.stars is None else Fraction(engine.rank_units[inputs.stars])
    if name == "turnover":
        return _turnover(inputs, engine)
    if name == "capacity":
        capacity = inputs.capacity_units
        return None if capacity is None else Fraction(max(0, capacity - inputs.backlog_units))
    assert name == ASSET, f"No such cap: {name}."
    return None if inputs.asset_units is None else inputs.asset_units * engine.asset_factor


def _turnover(inputs: Inputs, engine: Engine) -> Fraction | None:
    """A share of audited revenue; a young firm has none to show, so its revenue is not asked."""
    if inputs.age_months is None:
        return None
    if inputs.age_months < engine.young_months:
        return Fraction(engine.young_units)
    return None if inputs.revenue_units is None else inputs.revenue_units * engine.turnover_share


def _missing(inputs: Inputs, caps: Mapping[str, Fraction | None]) -> tuple[str, ...]:
    """The gates that stay shut because something is not known."""
    found = []
    if inputs.stars is None or inputs.score_basis_points is None:
        found.append(NOT_RANKED)
    for name, units in caps.items():
        if units is None and name == "turnover":
            found.append(MISSING + ("age" if inputs.age_months is None else "revenue"))
        elif units is None and name != "rank":
            found.append(MISSING + name)
    return tuple(found)


def _backed(collateral: Mapping[str, int], engine: Engine) -> Fraction:
    """What confirmed collateral adds after its haircut, not rounded."""
    parts = (units * engine.haircuts[kind] for kind, units in collateral.items())
    return sum(parts, Fraction(0))
