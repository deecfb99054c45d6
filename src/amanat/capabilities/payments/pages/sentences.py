"""What the payer is told in each state. Nobody hears "failed" while the outcome is open."""

from dataclasses import dataclass

from amanat.capabilities.payments.models import Attempt
from amanat.words.text import Text


@dataclass(frozen=True, slots=True)
class Outcome:
    """One page for one kind of state; `tone` and `icon` are the face's own words."""

    tone: str
    icon: str
    heading: Text
    lead: Text
    refresh_seconds: int = 0
    may_retry: bool = False
    tells_reason: bool = False


PAID = Outcome(
    "released", "check",
    Text("پرداخت شد", "Paid"),
    Text("پول رسید و نزد امانت می‌ماند تا شرط معامله برآورده شود.",
         "The money has arrived and stays with Amanat until the condition of the deal is met."),
)  # fmt: skip
CHECKING = Outcome(
    "due", "clock",
    Text("در حال پرسیدن از بانک", "Being checked with the bank"),
    Text("دوباره نپردازید؛ ما هر دقیقه می‌پرسیم و نتیجه همین‌جا می‌آید. اگر پرداخت به جایی نرسد، "
         "پول به همان کارت برمی‌گردد.",
         "Do not pay again; we ask every minute and the outcome appears here. If the payment does "
         "not go through, the money returns to the same card."),
    refresh_seconds=5,
)  # fmt: skip
AT_THE_BANK = Outcome(
    "due", "clock",
    Text("صفحهٔ بانک باز است", "The bank's page is open"),
    Text("پرداخت را در صفحهٔ بانک تمام کنید. اگر آن را بسته‌اید، دوباره به همان صفحه بروید.",
         "Finish the payment on the bank's page. If you closed it, go to the same page again."),
    refresh_seconds=15,
)  # fmt: skip
DECLINED = Outcome(
    "dispute", "flag",
    Text("پرداخت انجام نشد", "The payment did not go through"),
    Text("پولی از شما نزد ما نیست. اگر از کارت کم شده، بانک تا یک روز کاری آن را برمی‌گرداند.",
         "We hold no money of yours. If your card was charged, the bank returns it within one "
         "working day."),
    may_retry=True, tells_reason=True,
)  # fmt: skip
CANCELLED = Outcome(
    "neutral", "undo",
    Text("شما از پرداخت برگشتید", "You turned back from paying"),
    Text("پولی جابه‌جا نشد. هر وقت خواستید دوباره بپردازید.",
         "No money moved. You can pay again whenever you like."),
    may_retry=True,
)  # fmt: skip
EXPIRED = Outcome(
    "neutral", "clock",
    Text("مهلت این پرداخت گذشت", "The time for this payment is over"),
    Text("پاسخی از بانک نرسید. اگر پرداخته‌اید، بانک پول را ظرف نیم ساعت به کارت برمی‌گرداند.",
         "No answer came from the bank. If you did pay, the bank returns the money to your card "
         "within half an hour."),
    may_retry=True,
)  # fmt: skip
NOT_STARTED = Outcome(
    "dispute", "flag",
    Text("درگاه بانک پاسخ نداد", "The bank's gateway did not answer"),
    Text("هیچ پولی جابه‌جا نشده است. چند دقیقهٔ دیگر دوباره بکوشید.",
         "No money has moved. Please try again in a few minutes."),
    may_retry=True,
)  # fmt: skip
INVALID = Outcome(
    "dispute", "flag",
    Text("پاسخ بانک با این پرداخت نمی‌خواند", "The bank's answer does not fit this payment"),
    Text("آن را نپذیرفتیم. اگر پولی از کارت کم شده، بانک آن را ظرف نیم ساعت برمی‌گرداند.",
         "We did not accept it. If your card was charged, the bank returns the money within half "
         "an hour."),
    may_retry=True,
)  # fmt: skip
GOING_BACK = Outcome(
    "refund", "undo",
    Text("این پول به کارت شما برمی‌گردد", "This money is going back to your card"),
    Text("پول برای این پرداخت لازم نبود یا مبلغش نمی‌خواند. برگشتش را خودمان دنبال می‌کنیم و نتیجه "
         "همین‌جا می‌آید.",
         "It was not needed for this payment, or its amount did not fit. We follow its return and "
         "the outcome appears here."),
    refresh_seconds=30,
)  # fmt: skip
GONE_BACK = Outcome(
    "refund", "undo",
    Text("پول به کارت برگشت", "The money is back on the card"),
    Text("بانک برگشت را تأیید کرد. دیدنش در صورت‌حساب کارت شاید تا یک روز کاری طول بکشد.",
         "The bank has confirmed the return. It may take a working day to show on your card."),
    may_retry=True,
)  # fmt: skip
REFUNDED = Outcome(
    "refund", "undo",
    Text("این پول بازپرداخت می‌شود", "This money is being refunded"),
    Text("پرداخت دیگری جای این یکی را گرفته بود. بازپرداخت آن به کارت یا حساب خودتان ثبت شده است.",
         "Another payment had taken its place. Its refund to your own card or account is queued."),
)  # fmt: skip

OUTCOMES: dict[str, Outcome] = {
    "created": CHECKING,
    "token_issued": AT_THE_BANK,
    "redirected": AT_THE_BANK,
    "returned": CHECKING,
    "verifying": CHECKING,
    "verify_unknown": CHECKING,
    "verified": CHECKING,
    "settling": CHECKING,
    "settled": PAID,
    "declined": DECLINED,
    "user_cancelled": CANCELLED,
    "failed_config": NOT_STARTED,
    "token_expired": EXPIRED,
    "invalid": INVALID,
    "mismatch": GOING_BACK,
    "orphan": GOING_BACK,
    "reversing": GOING_BACK,
    "reverse_failed": GOING_BACK,
    "auto_reversed": GONE_BACK,
    "reversed": GONE_BACK,
}


def outcome_of(attempt: Attempt) -> Outcome:
    """What to tell about this attempt now."""
    if attempt.money_in == Attempt.SUSPENSE:
        return REFUNDED if attempt.state == "settled" else GOING_BACK
    return OUTCOMES[attempt.state]
