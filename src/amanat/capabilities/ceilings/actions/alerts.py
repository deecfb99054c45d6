"""The two alert lines: raised and eased in the same commit as what moved the balance."""

from amanat.capabilities.ceilings.events import CeilingAlertEased, CeilingAlertRaised
from amanat.capabilities.ceilings.models import Alert, Ceiling
from amanat.capabilities.ceilings.queries.room import line_of
from amanat.capabilities.ceilings.rules.exposure import FIRST, NONE, SECOND, Line
from amanat.capabilities.ceilings.states import CALM, L1, L2
from amanat.kernel.ledger import book
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role

STEPS = {NONE: 0, FIRST: 1, SECOND: 2}
STATES = {"": 0, CALM: 0, L1: 1, L2: 2}


def watch_lines(act: Act, ceiling: Ceiling) -> None:
    """Bring the alert of a locked ceiling to where its gross balance stands now."""
    line = line_of(ceiling, act.at)
    alert = Alert.objects.filter(ceiling=ceiling).first() or Alert(ceiling=ceiling)
    wanted = STEPS[line.name]
    while STATES[alert.state] < wanted:
        raise_alert(act, alert=alert, line=line)
    while STATES[alert.state] > wanted:
        ease_alert(act, alert=alert, line=line)


@atomic
def raise_alert(act: Act, *, alert: Alert, line: Line) -> Alert:
    """One line higher: from now on more of what buyers paid must wait in escrow."""
    _measure(act, alert)
    event = CeilingAlertRaised(alert.ceiling.business_id, line.name, line.share_basis_points)
    move(act.wearing(Role.HOUSE), alert, "raise_alert", event)
    return alert


@atomic
def ease_alert(act: Act, *, alert: Alert, line: Line) -> Alert:
    """One line lower."""
    _measure(act, alert)
    event = CeilingAlertEased(alert.ceiling.business_id, line.name)
    move(act.wearing(Role.HOUSE), alert, "ease_alert", event)
    return alert


def _measure(act: Act, alert: Alert) -> None:
    alert.gross_units = book.balance(alert.ceiling.gross_account_id).units
    alert.ceiling_units, alert.at = alert.ceiling.units, act.at
