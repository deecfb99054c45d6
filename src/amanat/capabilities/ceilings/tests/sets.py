"""The parameter sets as the migration seeds them, for rules that know no database."""

from importlib import import_module
from typing import Any

_SEED = import_module("amanat.capabilities.ceilings.migrations.0003_parameters")
ENGINE: dict[str, Any] = _SEED.ENGINE
GOLD: dict[str, Any] = _SEED.GOLD
COIN: dict[str, Any] = _SEED.COIN
