"""What is published of a seal, at once when it changes: the clock's round only comes after."""

from amanat.capabilities.registry import actions as registry
from amanat.kernel.log.facts import Fact
from amanat.words.act import Act


def issue_the_badge(act: Act, fact: Fact) -> None:
    """A granted seal may be shown on its site from now on."""
    registry.issue_badge(act, seal_id=fact.id)
    registry.publish(act)


def publish_the_list(act: Act, fact: Fact) -> None:
    """Whoever checks without us learns of the change."""
    registry.publish(act)
