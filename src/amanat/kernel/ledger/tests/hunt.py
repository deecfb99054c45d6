"""A hunt that goes the same way on every machine and every day, whatever else was imported.

Hypothesis tries, beside small numbers, those it reads in our source; which it has read depends on
the modules that are loaded, and a bug that one run finds in a second cost another half a minute.
"""

from hypothesis import HealthCheck, Phase, settings
from hypothesis.internal.conjecture.providers import (
    AVAILABLE_PROVIDERS,
    HypothesisProvider,
)
from hypothesis.internal.constants_ast import Constants

STEADY = "steady"


class Steady(HypothesisProvider):
    """Chooses as ever, and knows no source."""

    _local_constants = Constants()


AVAILABLE_PROVIDERS[STEADY] = Steady
HUNT = settings(
    max_examples=500,
    stateful_step_count=20,
    derandomize=True,
    deadline=None,
    phases=(Phase.generate,),
    report_multiple_bugs=False,
    print_blob=False,
    backend=STEADY,
    suppress_health_check=list(HealthCheck),
)
