"""Sales that a gateway lists as paid and that we never verified: our callback was lost."""

from django.conf import settings

from amanat.capabilities.payments import ports
from amanat.capabilities.payments.actions.callback import pick_up
from amanat.words.act import Act


def pick_up_forgotten(act: Act) -> int:
    """Ask every gateway that keeps such a list, and take up what is ours; how many.

    Never call it inside a transaction. The question changes nothing at the gateway, so it needs no
    written intent: asked again, it is answered again.
    """
    return sum(
        pick_up(act, gateway=name, sale=sale)
        for name in settings.GATEWAYS
        for sale in ports.gateway(name).forgotten()
    )
