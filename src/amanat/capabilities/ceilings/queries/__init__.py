"""Every read of ceilings that others may use."""

from amanat.capabilities.ceilings.queries.curve import (
    Flow,
    ceiling_holders,
    ceilings_on,
    first_day,
    flows,
)
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
from amanat.capabilities.ceilings.queries.papers import (
    Paper,
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
    "Engine",
    "EscrowShare",
    "Flow",
    "InForce",
    "Inputs",
    "Law",
    "Paper",
    "Standing",
    "band",
    "band_of",
    "broken",
    "ceiling",
    "ceiling_holders",
    "ceiling_id_of",
    "ceiling_of",
    "ceilings_on",
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
    "first_day",
    "flows",
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
    "paper",
    "receipt",
    "receipts_of",
    "reckon",
    "standing",
    "weigh",
    "weigh_order",
]
