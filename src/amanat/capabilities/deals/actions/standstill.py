"""A deal's clock stops and starts with a pause. The deadlines are put off by the kernel."""

from amanat.capabilities.deals.events import ClockStarted, ClockStopped
from amanat.capabilities.deals.models import Deal
from amanat.kernel.log.moves import record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act


@atomic
def stop_the_clock(act: Act, *, deal_id: int, pause_id: int) -> None:
    """Say on this deal that no deadline of it runs until the pause ends."""
    record(act, ClockStopped(pause_id), subject=Deal.objects.lock(deal_id))


@atomic
def start_the_clock(act: Act, *, deal_id: int, pause_id: int, seconds: int) -> None:
    """Say on this deal that its deadlines run again, each later by what it stood still."""
    record(act, ClockStarted(pause_id, seconds), subject=Deal.objects.lock(deal_id))
