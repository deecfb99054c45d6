"""The capabilities that are switched on, from the lowest stair up."""

STAIRS: tuple[str, ...] = (
    "places",
    "people",
    "evidence",
    "notices",
    "payments",
    "escrow",
    "deals",
    "desk",
)

#  While the house is being built: only rooms that stand.
from pathlib import Path  # noqa: E402

STAIRS = tuple(
    name
    for name in STAIRS
    if (Path(__file__).parents[1] / "capabilities" / name / "apps.py").exists()
)
