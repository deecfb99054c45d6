"""The payer's way to the bank and back: verbs in a row, with the bank asked between them.

These are not transactions. Each verb commits before the bank is asked, so that whatever dies here
leaves a written intent behind and the clock goes on from it.
"""

from collections.abc import Mapping

from django.conf import settings

from amanat.capabilities.payments import ports
from amanat.capabilities.payments.actions.asking import carry
from amanat.capabilities.payments.actions.attempt import redirect, start
from amanat.capabilities.payments.actions.callback import hear_callback, keep_callback
from amanat.capabilities.payments.models import Attempt
from amanat.capabilities.payments.rules.addresses import is_sealed
from amanat.capabilities.payments.states import AT_BANK
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound


def go_to_bank(act: Act, *, payment_id: int, gateway: str = "", next_path: str = "") -> Attempt:
    """Start an attempt (or take up the open one), fetch the bank's token, and let the payer go.

    What comes back is `redirected`, or says by its state why the payer cannot go.
    """
    begun = start(act, payment_id=payment_id, gateway=gateway, next_path=next_path)
    attempt = carry(act, attempt_id=begun.pk)
    return redirect(act, attempt_id=attempt.pk) if attempt.state in AT_BANK else attempt


def come_back_from_bank(
    act: Act,
    *,
    gateway: str,
    public_id: str,
    proof: str,
    body: bytes,
    fields: Mapping[str, str],
) -> Attempt:
    """Keep what the browser brought, judge it, and ask the bank itself; NotFound for an address
    we never gave out. The next question is written down before the first one is asked."""
    told = act.wearing(Role.BANK)
    known = ports.is_known(gateway) and is_sealed(settings.SECRET_KEY, gateway, public_id, proof)
    named = Attempt.objects.filter(public_id=public_id, gateway=gateway)
    kept = named.first() if known else None
    keep_callback(
        told,
        gateway=gateway,
        address=f"{gateway}/{public_id}/{proof}",
        body=body,
        attempt_id=None if kept is None else kept.pk,
    )
    if kept is None:
        raise NotFound
    back = ports.gateway(gateway).parse_callback(fields)
    hear_callback(told, attempt_id=kept.pk, back=back)
    return carry(told, attempt_id=kept.pk)
