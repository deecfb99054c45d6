"""A sighting: a page that may show a forged seal, or a seller who may trade while suspended.

From the first look to the end; each deadline has something that happens by itself.
"""

from amanat.words.act import Role
from amanat.words.machine import BIRTH, Machine, Row, Timer
from amanat.words.text import Text

SUPERVISOR, COMMITTEE = Role.SUPERVISOR, Role.COMMITTEE
OFFICER, CLOCK, HOUSE = Role.OFFICER, Role.CLOCK, Role.HOUSE
UNDECIDED = ("suspected", "overdue")
#  A person has confirmed it, and it is neither over nor taken back: what the public list shows.
STANDING = (
    "confirmed", "notified", "claimed_removed", "objection", "rechecking", "persisting",
    "gateway_cut", "block_requested", "with_committee", "judicial",
)  # fmt: skip
OPEN = (*UNDECIDED, *STANDING)
RETRACTABLE = (*(one for one in STANDING if one != "judicial"), "cleared")
TO_COURT = tuple(one for one in OPEN if one != "judicial")

SIGHTING = Machine(
    "sighting",
    Row("detect",              BIRTH,             "suspected",       HOUSE),
    Row("report_seal",         BIRTH,             "suspected",       Role.PERSON),
    Row("confirm_sighting",    "suspected",       "confirmed",       OFFICER),
    Row("confirm_sighting",    "overdue",         "confirmed",       SUPERVISOR),
    Row("dismiss_sighting",    "suspected",       "false_alarm",     OFFICER),
    Row("dismiss_sighting",    "overdue",         "false_alarm",     SUPERVISOR),
    Row("pass_to_supervisor",  "suspected",       "overdue",         CLOCK),
    Row("notify_owner",        "confirmed",       "notified",        HOUSE, CLOCK),
    Row("claim_removal",       "notified",        "claimed_removed", Role.PERSON),
    Row("object_to_notice",    "notified",        "objection",       Role.PERSON),
    Row("refuse_objection",    "objection",       "notified",        SUPERVISOR),
    Row("refuse_objection",    "with_committee",  "notified",        COMMITTEE),
    Row("recheck",             "notified",        "rechecking",      CLOCK),
    Row("recheck",             "claimed_removed", "rechecking",      CLOCK),
    Row("find_cleared",        "rechecking",      "cleared",         HOUSE),
    Row("find_persisting",     "rechecking",      "persisting",      HOUSE, CLOCK),
    Row("order_gateway_cut",   "persisting",      "persisting",      OFFICER),
    Row("cut_gateway",         "persisting",      "gateway_cut",     Role.BANK),
    Row("propose_block",       "persisting",      "persisting",      OFFICER),
    Row("propose_block",       "gateway_cut",     "gateway_cut",     OFFICER),
    Row("propose_block",       "with_committee",  "with_committee",  OFFICER),
    Row("request_block",       "persisting",      "block_requested", SUPERVISOR),
    Row("request_block",       "gateway_cut",     "block_requested", SUPERVISOR),
    Row("request_block",       "with_committee",  "block_requested", COMMITTEE),
    Row("hand_to_committee",   "objection",       "with_committee",  CLOCK),
    Row("hand_to_committee",   "persisting",      "with_committee",  CLOCK),
    Row("hand_to_committee",   "gateway_cut",     "with_committee",  CLOCK),
    *(Row("refer_to_court",    old, "judicial",   COMMITTEE) for old in TO_COURT),
    *(Row("retract_sighting",  old, "false_alarm", SUPERVISOR, COMMITTEE) for old in RETRACTABLE),
    Row("close_sighting",      "cleared",         "closed",          OFFICER),
    Row("close_sighting",      "judicial",        "closed",          OFFICER),
    verbs={
        "detect": Text("دیدن", "Detect"),
        "report_seal": Text("گزارش نماد", "Report a seal"),
        "confirm_sighting": Text("تأیید", "Confirm"),
        "dismiss_sighting": Text("درست نیست", "Dismiss"),
        "pass_to_supervisor": Text("سپردن به سرپرست", "Pass to the supervisor"),
        "notify_owner": Text("ابلاغ به صاحب سایت", "Notify the owner"),
        "claim_removal": Text("برداشتم", "It is removed"),
        "object_to_notice": Text("اعتراض", "Object"),
        "refuse_objection": Text("رد اعتراض", "Refuse the objection"),
        "recheck": Text("نگاه دوباره", "Look again"),
        "find_cleared": Text("ثبت برداشته‌شدن", "Find it cleared"),
        "find_persisting": Text("ثبت ادامه‌داشتن", "Find it persisting"),
        "order_gateway_cut": Text("دستور قطع درگاه", "Order the gateway cut"),
        "cut_gateway": Text("قطع درگاه", "Cut the gateway"),
        "propose_block": Text("پیشنهاد مسدودسازی", "Propose blocking"),
        "request_block": Text("درخواست مسدودسازی", "Request blocking"),
        "hand_to_committee": Text("سپردن به کمیته", "Hand to the committee"),
        "refer_to_court": Text("ارجاع به دادگاه", "Refer to court"),
        "retract_sighting": Text("پس‌گرفتن اعلام", "Retract"),
        "close_sighting": Text("بستن پرونده", "Close the case"),
    },
    states={
        "suspected": Text("در انتظار نگاه کارشناس", "Waits for an officer"),
        "overdue": Text("در انتظار سرپرست", "Waits for the supervisor"),
        "confirmed": Text("تأییدشده", "Confirmed"),
        "notified": Text("ابلاغ‌شده", "Owner notified"),
        "claimed_removed": Text("به گفتهٔ صاحب سایت برداشته شد", "Owner says it is removed"),
        "objection": Text("اعتراض رسیده", "Owner objects"),
        "rechecking": Text("در حال نگاه دوباره", "Being looked at again"),
        "cleared": Text("برداشته شد", "Cleared"),
        "persisting": Text("همچنان هست", "Persisting"),
        "gateway_cut": Text("درگاه قطع شد", "Gateway cut"),
        "block_requested": Text("مسدودسازی خواسته شد", "Blocking requested"),
        "with_committee": Text("نزد کمیته", "With the committee"),
        "judicial": Text("ارجاع به دادگاه", "Referred to court"),
        "false_alarm": Text("درست نبود", "False alarm"),
        "closed": Text("بسته", "Closed"),
    },
    timers=(
        Timer("suspected", "pass_to_supervisor", Text("پرونده نزد سرپرست می‌رود.",
              "The case goes to the supervisor.")),
        Timer("confirmed", "notify_owner", Text("ابلاغ دوباره فرستاده می‌شود.",
              "The notice is sent again.")),
        Timer("notified", "recheck", Text("از دو شبکه دوباره نگاه می‌کنیم.",
              "We look again from two networks.")),
        Timer("claimed_removed", "recheck", Text("از دو شبکه دوباره نگاه می‌کنیم.",
              "We look again from two networks.")),
        Timer("objection", "hand_to_committee", Text("اعتراض نزد کمیته می‌رود.",
              "The objection goes to the committee.")),
        Timer("rechecking", "find_persisting", Text("تا خلافش دیده نشود، همچنان هست.",
              "Unless seen otherwise, it persists.")),
        Timer("persisting", "hand_to_committee", Text("پرونده نزد کمیته می‌رود.",
              "The case goes to the committee.")),
        Timer("gateway_cut", "hand_to_committee", Text("پرونده نزد کمیته می‌رود.",
              "The case goes to the committee.")),
    ),
)  # fmt: skip
