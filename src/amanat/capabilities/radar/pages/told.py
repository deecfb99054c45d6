"""The facts of a case as its page tells them."""

from amanat.capabilities.radar.states import SIGHTING
from amanat.words.text import Text

VERBS = {
    "SightingDetected": "detect",
    "SealReported": "report_seal",
    "SightingConfirmed": "confirm_sighting",
    "SightingDismissed": "dismiss_sighting",
    "SightingOverdue": "pass_to_supervisor",
    "OwnerNotified": "notify_owner",
    "RemovalClaimed": "claim_removal",
    "NoticeObjected": "object_to_notice",
    "ObjectionRefused": "refuse_objection",
    "RecheckBegun": "recheck",
    "SightingCleared": "find_cleared",
    "SightingPersists": "find_persisting",
    "GatewayCutOrdered": "order_gateway_cut",
    "GatewayCut": "cut_gateway",
    "BlockProposed": "propose_block",
    "BlockRequested": "request_block",
    "SightingHandedOn": "hand_to_committee",
    "SightingReferred": "refer_to_court",
    "SightingRetracted": "retract_sighting",
    "SightingClosed": "close_sighting",
}
OTHERS = {
    "SightingSeenAgain": Text("باز دیده شد", "Seen again"),
    "SuspendedTradeConfirmed": Text(
        "تعهد تازه در زمان تعلیق؛ به نماد خبر داده شد",
        "A new commitment while suspended; the seal is told",
    ),
    "GatewayOrderLate": Text("درگاه دستور را دیر کرد", "The gateway is late with its order"),
    "ScreenshotOpened": Text("تصویری باز شد", "A screenshot was opened"),
}


def told(name: str) -> Text:
    """A fact in words."""
    return OTHERS[name] if name in OTHERS else SIGHTING.verbs[VERBS[name]]
