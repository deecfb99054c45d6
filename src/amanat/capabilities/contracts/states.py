"""Two machines: the contract of one buyer, and its way to another buyer."""

from amanat.words.act import Role
from amanat.words.machine import BIRTH, Machine, Row, Timer
from amanat.words.text import Text

PERSON, HOLDER, HOUSE, CLOCK = Role.PERSON, Role.HOLDER, Role.HOUSE, Role.CLOCK
SIGNED, IN_FORCE, CALLED, WITHDRAWN, ORDERED = (
    "signed", "in_force", "called", "withdrawn", "ordered",
)  # fmt: skip
FULFILLED, REPAID, REFUNDED, LAPSED = "fulfilled", "repaid", "refunded", "lapsed"
STANDING = (IN_FORCE, CALLED)  # A promise of a thing: it takes a unit of the permit.
PAYABLE = (SIGNED, *STANDING)
OWING = (WITHDRAWN, ORDERED)  # A promise of money.
SOLD = (*STANDING, FULFILLED)
ENDED = (FULFILLED, REPAID, REFUNDED, LAPSED)

CONTRACT = Machine(
    "contract",
    Row("sign", BIRTH, SIGNED, PERSON, HOUSE),
    Row("fund", SIGNED, IN_FORCE, HOUSE),
    Row("extend_contract", SIGNED, SIGNED, HOUSE),
    Row("turn_back", SIGNED, LAPSED, HOUSE),
    Row("lapse_contract", SIGNED, LAPSED, CLOCK, HOUSE),
    *(Row("fund_instalment", state, state, HOUSE) for state in STANDING),
    Row("assign_contract", IN_FORCE, IN_FORCE, HOUSE),
    Row("call_vehicle", IN_FORCE, CALLED, HOUSE),
    Row("undo_call", CALLED, IN_FORCE, HOUSE),
    *(Row("fulfil", state, FULFILLED, HOUSE) for state in STANDING),
    Row("withdraw_contract", IN_FORCE, WITHDRAWN, PERSON),
    *(Row("bring_repayment", state, state, HOLDER) for state in OWING),
    Row("repay", WITHDRAWN, REPAID, HOLDER, CLOCK, HOUSE),
    Row("repay", ORDERED, REPAID, HOUSE),
    Row("order_the_rest", WITHDRAWN, ORDERED, CLOCK),
    *(Row("refund_contract", state, REFUNDED, HOUSE) for state in (*STANDING, *OWING, REFUNDED)),
    verbs={
        "sign": Text("امضا", "Sign"),
        "fund": Text("رسیدن نخستین پرداخت", "The first payment came"),
        "extend_contract": Text("مهلت تازهٔ پرداخت", "Give more time to pay"),
        "turn_back": Text("بازگرداندن پول و نبستن قرارداد", "Turn back, with the money"),
        "lapse_contract": Text("گذشتن مهلت پرداخت", "Let it lapse, unpaid"),
        "fund_instalment": Text("رسیدن قسط", "An instalment came"),
        "assign_contract": Text("واگذاری به خریدار تازه", "Pass to another buyer"),
        "call_vehicle": Text("دعوت برای تحویل", "Call for delivery"),
        "undo_call": Text("پس‌گرفتن دعوت", "Undo the call"),
        "fulfil": Text("تحویل", "Fulfil"),
        "withdraw_contract": Text("انصراف", "Withdraw"),
        "bring_repayment": Text("آوردن پول بازپرداخت", "Bring the money to repay"),
        "repay": Text("بازپرداخت", "Repay"),
        "order_the_rest": Text("دستور پرداخت از تضمین", "Order the rest from collateral"),
        "refund_contract": Text("بازگرداندن پول", "Refund"),
    },
    states={
        SIGNED: Text("امضاشده، در انتظار نخستین پرداخت", "Signed, awaits the first payment"),
        IN_FORCE: Text("برقرار", "In force"),
        CALLED: Text("دعوت‌شده برای تحویل", "Called for delivery"),
        FULFILLED: Text("تحویل‌شده", "Fulfilled"),
        WITHDRAWN: Text("انصراف، در انتظار بازپرداخت", "Withdrawn, awaits repayment"),
        ORDERED: Text("بازپرداخت ناتمام، دستور از تضمین", "Partly repaid, the rest ordered"),
        REPAID: Text("بازپرداخت‌شده", "Repaid"),
        REFUNDED: Text("پول برگردانده شد", "Refunded"),
        LAPSED: Text("بسته نشد", "Never came into force"),
    },
    timers=(
        Timer(SIGNED, "lapse_contract", Text(
            "اگر تا {when} پرداخت نشود، نوبت به نفر بعد می‌رسد.",
            "Unpaid until {when}, the place goes to the next in line.",
        )),
        Timer(WITHDRAWN, "repay", Text(
            "اگر سازنده تا {when} نپردازد، پول از حساب پروژه و سپس از تضمین پرداخت می‌شود.",
            "If the maker has not paid until {when}, it is paid from the project's account, then "
            "ordered from collateral.",
        )),
    ),
)  # fmt: skip

ASKED, ACCEPTED = "asked", "accepted"
OPEN_ASSIGNMENTS = (ASKED, ACCEPTED)

ASSIGNMENT = Machine(
    "assignment",
    Row("ask_assignment", BIRTH, ASKED, PERSON),
    Row("accept_assignment", ASKED, ACCEPTED, PERSON),
    Row("consent_assignment", ACCEPTED, "done", HOLDER),
    Row("refuse_assignment", ASKED, "refused", PERSON),
    Row("refuse_assignment", ACCEPTED, "refused", HOLDER),
    *(Row("call_off_assignment", state, "called_off", PERSON) for state in OPEN_ASSIGNMENTS),
    *(Row("lapse_assignment", state, "lapsed", CLOCK, HOUSE) for state in OPEN_ASSIGNMENTS),
    verbs={
        "ask_assignment": Text("پیشنهاد واگذاری", "Offer to pass it on"),
        "accept_assignment": Text("پذیرفتن قرارداد", "Take it over"),
        "consent_assignment": Text("موافقت سازنده", "Consent, as the maker"),
        "refuse_assignment": Text("نپذیرفتن", "Refuse"),
        "call_off_assignment": Text("پس‌گرفتن پیشنهاد", "Call it off"),
        "lapse_assignment": Text("گذشتن مهلت", "Let it lapse"),
    },
    states={
        ASKED: Text("در انتظار خریدار تازه", "Awaits the new buyer"),
        ACCEPTED: Text("در انتظار سازنده", "Awaits the maker"),
        "done": Text("واگذارشده", "Passed on"),
        "refused": Text("پذیرفته نشد", "Refused"),
        "called_off": Text("پس‌گرفته", "Called off"),
        "lapsed": Text("مهلت گذشت", "Lapsed"),
    },
    timers=tuple(
        Timer(state, "lapse_assignment", Text(
            "اگر تا {when} پذیرفته نشود، قرارداد نزد خریدار کنونی می‌ماند.",
            "Not taken until {when}, the contract stays with its buyer.",
        ))
        for state in OPEN_ASSIGNMENTS
    ),
)  # fmt: skip
