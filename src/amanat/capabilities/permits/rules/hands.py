"""Who may not take a step of the desk: whoever took one of the steps named here before it."""

from collections.abc import Mapping

ASKED = ("requested_by_id", "drafted_by_id")
CHECKED = (*ASKED, "checked_by_id")
BEFORE: Mapping[str, tuple[str, ...]] = {
    "check_capacity": ASKED,
    "propose_grant": CHECKED,
    "grant_permit": (*CHECKED, "proposed_by_id"),
    "refuse_permit": CHECKED,
    "resume_permit": ("suspended_by_id",),
    "revoke_permit": ("revocation_by_id",),
    "support_permit_change": ("asked_by_id",),
    "make_permit_change": ("asked_by_id", "supported_by_id"),
    "turn_down_permit_change": ("asked_by_id",),
}
