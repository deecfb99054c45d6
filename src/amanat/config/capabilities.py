"""The capabilities that are switched on, from the lowest stair up."""

STAIRS: tuple[str, ...] = (
    "places",
    "people",
    "evidence",
    "notices",
    "risk",
    "payments",
    "escrow",
    "ratings",
    "protection",
    "deals",
    "watch",
    "support",
    "registry",
    "desk",
)
