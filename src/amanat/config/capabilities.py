"""The capabilities that are switched on, from the lowest stair up."""

STAIRS: tuple[str, ...] = (
    "places",
    "people",
    "evidence",
    "notices",
    "payments",
    "escrow",
    "ratings",
    "vault",
    "deals",
    "registry",
    "desk",
)
