"""Staff roles: given and taken by an operator, or by the platform when it is set up."""

from amanat.capabilities.people import queries, rules
from amanat.capabilities.people.events import HatGiven, HatTaken
from amanat.capabilities.people.models import Hat, Person
from amanat.capabilities.people.refusals import NoSuchHat
from amanat.kernel.log.moves import record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound, NotYours, refuse_unless


@atomic
def give_hat(act: Act, *, person_id: int, role: Role) -> Hat:
    """Let a person act in a staff role; giving it again changes nothing."""
    _refuse_strangers(act)
    refuse_unless(role in rules.STAFF, NoSuchHat, "role")
    person = Person.objects.lock(person_id)
    hat, is_new = Hat.objects.get_or_create(
        person=person, role=role, defaults={"given_by": act.by, "given_at": act.at}
    )
    if is_new:
        record(act, HatGiven(role), subject=person)
    return hat


@atomic
def take_hat(act: Act, *, person_id: int, role: Role) -> None:
    """Take a staff role away, at once."""
    _refuse_strangers(act)
    person = Person.objects.lock(person_id)
    taken, _ = Hat.objects.filter(person=person, role=role).delete()
    refuse_unless(taken > 0, NotFound, "role")
    record(act, HatTaken(role), subject=person)


def _refuse_strangers(act: Act) -> None:
    """An operator who has the hat; or nobody in person: the platform, or its command line."""
    if act.by is None:
        refuse_unless(act.role in (Role.HOUSE, Role.OPERATOR), NotYours)
    else:
        is_operator = act.role == Role.OPERATOR and Role.OPERATOR in queries.hats(act.by)
        refuse_unless(is_operator, NotYours)
