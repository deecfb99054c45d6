"""The capabilities that are switched on, from the lowest stair up."""

STAIRS: tuple[str, ...] = (
    "places",
    "people",
    "evidence",
    "notices",
    "risk",
    "payments",
    "reconciliation",
    "escrow",
    "ratings",
    "vault",
    "protection",
    "deals",
    "presale",
    "watch",
    "support",
    "registry",
    "desk",
)
