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
    "ranks",
    "deals",
    "watch",
    "support",
    "registry",
    "lab",
    "desk",
)
