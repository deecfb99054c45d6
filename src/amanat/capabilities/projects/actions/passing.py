"""A contract went to another buyer: its money stays where it is, and is the new buyer's."""

from amanat.capabilities.projects.events import ReceiptsPassed
from amanat.capabilities.projects.models import Project, Receipt
from amanat.kernel.log.moves import record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act


@atomic
def pass_receipts(act: Act, *, subject: str, buyer_id: int) -> int:
    """Note the new buyer on every receipt of this contract; answers how many there were."""
    rows = Receipt.objects.filter(subject=subject)
    first = rows.order_by("pk").first()
    if first is None:
        return 0
    project = Project.objects.lock(first.project_id)
    count = rows.update(buyer_id=buyer_id)
    record(act, ReceiptsPassed(subject, buyer_id, count), subject=project)
    return count
