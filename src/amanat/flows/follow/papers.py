"""What is published of a seal, at once when it changes: the clock's round only comes after."""

from collections.abc import Callable

from amanat.capabilities.registry import actions as registry
from amanat.capabilities.seals import events as seal
from amanat.kernel.log.facts import Fact
from amanat.words.act import Act
from amanat.words.event import Event


def issue_the_badge(act: Act, fact: Fact) -> None:
    """A granted seal may be shown on its site from now on."""
    registry.issue_badge(act, seal_id=fact.id)
    registry.publish(act)


def publish_the_list(act: Act, fact: Fact) -> None:
    """Whoever checks without us learns of the change."""
    registry.publish(act)


ROWS: dict[type[Event], tuple[Callable[[Act, Fact], None], ...]] = {
    seal.SealGranted: (issue_the_badge,),
    seal.SealRestored: (issue_the_badge,),  # A seal that was refused has none yet.
    seal.SealConverted: (publish_the_list,),
    seal.SealRenewed: (publish_the_list,),
    seal.SealEndMoved: (publish_the_list,),
    seal.SealExpired: (publish_the_list,),
    seal.SealSuspended: (publish_the_list,),
    seal.SealLifted: (publish_the_list,),
    seal.SealRevoked: (publish_the_list,),
    seal.SealSurrendered: (publish_the_list,),
}
