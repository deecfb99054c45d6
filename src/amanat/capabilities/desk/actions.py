"""What officers do that belongs to no capability below."""

from django.db import transaction

from amanat.capabilities.desk import queries
from amanat.capabilities.desk.events import WorkRunAgain
from amanat.kernel.log import parking
from amanat.kernel.log.moves import record
from amanat.words.act import Act, Role
from amanat.words.refusal import NotYours, refuse_unless


@transaction.atomic
def run_again(act: Act, *, delivery_id: int) -> None:
    """Have a parked reaction tried again, in its place in the order; its cause is mended."""
    refuse_unless(act.role is Role.OFFICER, NotYours)
    queries.check_officer(act.by)
    work = parking.unpark(delivery_id)
    record(act, WorkRunAgain(work.reaction, work.entry_id), subject=work)
