"""Every read of ceilings that others may use."""

from amanat.capabilities.ceilings.queries.lists import (
    change,
    changes,
    check_officer,
    collateral_is_used,
    declared,
    frozen,
    input_of,
    inputs,
    open_changes,
    open_inputs,
    overview,
)
from amanat.capabilities.ceilings.queries.metal import count_coins, weigh_order
from amanat.capabilities.ceilings.queries.owing import OVER, Owing, owing
from amanat.capabilities.ceilings.queries.papers import (
    Paper,
    batch_of,
    ceiling_id_of,
    check_sale,
    is_signed,
    new_receipt_code,
    paper,
    receipt,
    receipts_of,
)
from amanat.capabilities.ceilings.queries.room import (
    EscrowShare,
    InForce,
    band,
    ceiling_of,
    decided,
    decisions,
    escrow_share,
    find,
    in_force,
    line,
)
from amanat.capabilities.ceilings.queries.sound import broken
from amanat.capabilities.ceilings.queries.standing import Law, Standing, law_of, reckon, standing
from amanat.capabilities.ceilings.rules.engine import Engine, engine_of
from amanat.capabilities.ceilings.rules.exposure import BANDS, band_of, line_of
from amanat.capabilities.ceilings.rules.formula import Inputs, ceiling
from amanat.capabilities.ceilings.rules.gold import weigh

__all__ = [
    "BANDS",
    "OVER",
    "Engine",
    "EscrowShare",
    "InForce",
    "Inputs",
    "Law",
    "Owing",
    "Paper",
    "Standing",
    "band",
    "band_of",
    "batch_of",
    "broken",
    "ceiling",
    "ceiling_id_of",
    "ceiling_of",
    "change",
    "changes",
    "check_officer",
    "check_sale",
    "collateral_is_used",
    "count_coins",
    "decided",
    "decisions",
    "declared",
    "engine_of",
    "escrow_share",
    "find",
    "frozen",
    "in_force",
    "input_of",
    "inputs",
    "is_signed",
    "law_of",
    "line",
    "line_of",
    "new_receipt_code",
    "open_changes",
    "open_inputs",
    "overview",
    "owing",
    "paper",
    "receipt",
    "receipts_of",
    "reckon",
    "standing",
    "weigh",
    "weigh_order",
]
