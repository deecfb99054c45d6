"""What follows from what. One table, and nothing else.

A reaction is a function `(act, fact)` in `flows/follow/`; it makes one call to one verb. It runs
after the commit, in commit order for each subject, again after a failure, and never twice.
"""

from collections.abc import Callable

from amanat.capabilities.people import events as person
from amanat.flows.follow import people
from amanat.kernel.log.facts import Fact
from amanat.words.act import Act
from amanat.words.event import Event

Reaction = Callable[[Act, Fact], None]

REACTIONS: dict[type[Event], tuple[Reaction, ...]] = {
    #  when this is in the log        this follows
    person.CodeRequested: (people.send_the_code,),
    person.BankAccountChanged: (people.warn_the_owner,),
}

#  Facts that nobody follows, on purpose. A test holds that every event is here or above.
ENDS: frozenset[type[Event]] = frozenset()
