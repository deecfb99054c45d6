"""The capabilities that are switched on, from the lowest stair up."""

STAIRS: tuple[str, ...] = (
    "places",
    "people",
    "evidence",
    "notices",
    "risk",
    "businesses",
    "payments",
    "reconciliation",
    "escrow",
    "ratings",
    "vault",
    "protection",
    "seals",
    "ranks",
    "ceilings",
    "deals",
    "watch",
    "support",
    "registry",
    "desk",
)
