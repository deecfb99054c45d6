"""Why money went back or a contract never came into force, in words for whoever paid."""

from amanat.words.refusal import Refused
from amanat.words.text import Text

GONE, NO_ROOM, STOPPED, PERMIT, UNPAID, LEFT, BOOK, PARTLY = (
    "offer_gone", "no_room", "seller_stopped", "permit_stopped", "unpaid", "contract_over",
    "stock_gone", "paid_partly",
)  # fmt: skip
REASONS = {
    GONE: Text("مهلت پیشنهاد پیش از رسیدن پول گذشته بود", "the offer was over before the money came"),
    NO_ROOM: Text("سقف پیش‌فروش فروشنده پر است", "the seller's ceiling is full"),
    STOPPED: Text("پیش‌فروش فروشنده متوقف شده است", "the seller's pre-sale is stopped"),
    PERMIT: Text("مجوز پیش‌فروش دیگر برقرار نیست", "the permit is no longer in force"),
    UNPAID: Text("در مهلت پرداخت نشد", "it was not paid in time"),
    LEFT: Text("قرارداد پیش از رسیدن پول پایان یافته بود", "the contract was over before it came"),
    PARTLY: Text(
        "همهٔ پول پیش از تغییر قرارداد نرسید",
        "the contract changed before all of it came",
    ),
    BOOK: Text("سهمیهٔ این خرید آزاد شده بود", "the unit kept for it had been let go"),
}  # fmt: skip
BY_CODE = {
    "contract.offer_over": GONE,
    "ceiling.exceeded": NO_ROOM,
    "ceiling.group_exceeded": NO_ROOM,
    "ceiling.gate": STOPPED,
    "ceiling.frozen": STOPPED,
    "permit.not_in_force": PERMIT,
}


def reason_of(no: Refused) -> str:
    """What a refusal of permit, ceiling or ledger means for the buyer."""
    return BY_CODE.get(no.code, BOOK)
