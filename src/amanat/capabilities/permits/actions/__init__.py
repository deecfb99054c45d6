"""Every write about permits."""

from amanat.capabilities.permits.actions.apply import (
    SIGN,
    change_permit,
    draft_permit,
    drop_permit,
    end_permit,
    request_permit,
)
from amanat.capabilities.permits.actions.changes import (
    ask_permit_change,
    lapse_permit_change,
    make_permit_change,
    support_permit_change,
    take_back_permit_change,
    turn_down_permit_change,
)

#  The house's own hand within an approved change.
from amanat.capabilities.permits.actions.changes import make_permit_change as amend_permit
from amanat.capabilities.permits.actions.changes import make_permit_change as extend_permit
from amanat.capabilities.permits.actions.desk import (
    check_capacity,
    grant_permit,
    hand_up_permit,
    propose_grant,
    refuse_late,
    refuse_permit,
    return_permit,
    turn_down_grant,
)
from amanat.capabilities.permits.actions.live import (
    count_delivered,
    count_late_review,
    expire_permit,
    follow_seal,
    propose_revocation,
    resume_permit,
    revoke_permit,
    suspend_permit,
)
from amanat.capabilities.permits.actions.tell import tell

__all__ = [
    "SIGN",
    "amend_permit",
    "ask_permit_change",
    "change_permit",
    "check_capacity",
    "count_delivered",
    "count_late_review",
    "draft_permit",
    "drop_permit",
    "end_permit",
    "expire_permit",
    "extend_permit",
    "follow_seal",
    "grant_permit",
    "hand_up_permit",
    "lapse_permit_change",
    "make_permit_change",
    "propose_grant",
    "propose_revocation",
    "refuse_late",
    "refuse_permit",
    "request_permit",
    "resume_permit",
    "return_permit",
    "revoke_permit",
    "support_permit_change",
    "suspend_permit",
    "take_back_permit_change",
    "tell",
    "turn_down_grant",
    "turn_down_permit_change",
]
