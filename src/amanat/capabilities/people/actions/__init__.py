"""Every write about people."""

from amanat.capabilities.people.actions.accounts import (
    add_bank_account,
    confirm_owner,
    lapse,
    refuse_owner,
    whose_sheba,
    withdraw,
)
from amanat.capabilities.people.actions.codes import confirm_code, send_code, spend_confirmation
from amanat.capabilities.people.actions.hats import give_hat, take_hat
from amanat.capabilities.people.actions.keys import NewKey, make_key, note_use, revoke_key
from amanat.capabilities.people.actions.national_ids import check_identity, reveal_national_id
from amanat.capabilities.people.actions.persons import introduce, sign_in, sign_out_everywhere

__all__ = [
    "NewKey",
    "add_bank_account",
    "check_identity",
    "confirm_code",
    "confirm_owner",
    "give_hat",
    "introduce",
    "lapse",
    "make_key",
    "note_use",
    "refuse_owner",
    "reveal_national_id",
    "revoke_key",
    "send_code",
    "sign_in",
    "sign_out_everywhere",
    "spend_confirmation",
    "take_hat",
    "whose_sheba",
    "withdraw",
]
