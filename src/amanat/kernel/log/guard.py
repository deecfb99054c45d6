"""The machines' rows, copied into the database for its own guard."""

from django.apps.registry import Apps

from amanat.kernel.log.models import AllowedMove
from amanat.kernel.log.moves import Thing
from amanat.kernel.transactions import atomic
from amanat.words.machine import Machine


def things(apps: Apps) -> list[type[Thing]]:
    """Every model with a state machine, in a stable order."""
    found = [model for model in apps.get_models() if issubclass(model, Thing)]
    return sorted(found, key=lambda model: model.MACHINE.name)


def moves_of(machine: Machine) -> set[tuple[str, str]]:
    return {(row.old, row.new) for row in machine}


@atomic
def write_allowed_moves(apps: Apps) -> None:
    """Make the guard's table say exactly what the machines say."""
    wanted = {
        (model.MACHINE.name, *pair) for model in things(apps) for pair in moves_of(model.MACHINE)
    }
    present = set(AllowedMove.objects.values_list("machine", "old", "new"))
    for machine, old, new in present - wanted:
        AllowedMove.objects.filter(machine=machine, old=old, new=new).delete()
    AllowedMove.objects.bulk_create(
        AllowedMove(machine=machine, old=old, new=new)
        for machine, old, new in sorted(wanted - present)
    )
