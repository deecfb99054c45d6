"""Every write of deliveries."""

from amanat.capabilities.deliveries.actions.calling import (
    call_buyer,
    settle_due,
    take_call_back,
)
from amanat.capabilities.deliveries.actions.complaints import (
    answer_delay,
    close_delay,
    complain_of_delay,
    leave_unanswered,
)
from amanat.capabilities.deliveries.actions.handing import (
    accept_delivery,
    hand_to_buyer,
    renew_hand_code,
    type_delivery_code,
)
from amanat.capabilities.deliveries.actions.lateness import (
    accrue_due,
    accrue_programme,
    fall_late,
    wait_for_buyer,
)
from amanat.capabilities.deliveries.actions.many import Call, call_many
from amanat.capabilities.deliveries.actions.paying import (
    compensate,
    pay_compensation,
    settle_compensation,
    take_compensation,
)
from amanat.capabilities.deliveries.actions.planning import (
    drop_delivery,
    fail_delivery,
    follow_assignment,
    plan_delivery,
)
from amanat.capabilities.deliveries.actions.sheets import (
    check_rows,
    confirm_sheet,
    do_rows,
    finish_checking,
    finish_sheet,
    mend_row,
    take_sheet_back,
    upload_sheet,
    work_sheet,
    work_sheets,
)
from amanat.capabilities.deliveries.actions.tell import tell_buyer, tell_holder

__all__ = [
    "Call",
    "accept_delivery",
    "accrue_due",
    "accrue_programme",
    "answer_delay",
    "call_buyer",
    "call_many",
    "check_rows",
    "close_delay",
    "compensate",
    "complain_of_delay",
    "confirm_sheet",
    "do_rows",
    "drop_delivery",
    "fail_delivery",
    "fall_late",
    "finish_checking",
    "finish_sheet",
    "follow_assignment",
    "hand_to_buyer",
    "leave_unanswered",
    "mend_row",
    "pay_compensation",
    "plan_delivery",
    "renew_hand_code",
    "settle_compensation",
    "settle_due",
    "take_call_back",
    "take_compensation",
    "take_sheet_back",
    "tell_buyer",
    "tell_holder",
    "type_delivery_code",
    "upload_sheet",
    "wait_for_buyer",
    "work_sheet",
    "work_sheets",
]
