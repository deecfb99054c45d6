"""Verbs that need no more than a look and a yes."""

from dataclasses import dataclass

from amanat.words.text import Text


@dataclass(frozen=True, slots=True)
class Plain:
    """A verb that needs no more than a look and a yes: its heading, and what it will do."""

    heading: Text
    effect: Text
    is_grave: bool = False


PLAIN = {
    "discard": Plain(
        Text("پیش‌نویس را دور می‌اندازید؟", "Discard this draft?"),
        Text("نوشته‌های شما پاک می‌شود و کسی خبردار نمی‌شود.", "What you wrote is deleted; nobody is told."),
        is_grave=True,
    ),
    "reject": Plain(
        Text("این پیشنهاد را نمی‌پذیرید؟", "Reject this offer?"),
        Text("معامله همین‌جا پایان می‌یابد و کسی چیزی نمی‌پردازد.", "The deal ends here and nobody pays anything."),
        is_grave=True,
    ),
    "withdraw": Plain(
        Text("پیشنهادتان را پس می‌گیرید؟", "Withdraw your offer?"),
        Text("معامله همین‌جا پایان می‌یابد و کسی چیزی نمی‌پردازد.", "The deal ends here and nobody pays anything."),
        is_grave=True,
    ),
    "cancel": Plain(
        Text("معامله را لغو می‌کنید؟", "Cancel this deal?"),
        Text("هنوز پولی جابه‌جا نشده است؛ لغو هزینه‌ای ندارد.", "No money has moved yet; cancelling costs nothing."),
        is_grave=True,
    ),
    "give_up": Plain(
        Text("انصراف می‌دهید؟", "Give up this deal?"),
        Text("آنچه پرداخته‌اید، هر بخش به همان کارت، برمی‌گردد.", "What you paid goes back, each part to its own card."),
        is_grave=True,
    ),
    "decline": Plain(
        Text("نمی‌توانید کالا را بفرستید؟", "You cannot ship?"),
        Text("همهٔ پول به خریدار برمی‌گردد و معامله پایان می‌یابد.", "All the money goes back to the buyer and the deal ends."),
        is_grave=True,
    ),
    "call_off": Plain(
        Text("معامله را به‌سبب نفرستادن لغو می‌کنید؟", "Call off the deal because nothing was shipped?"),
        Text("همهٔ پول شما برمی‌گردد و معامله پایان می‌یابد.", "All your money comes back and the deal ends."),
        is_grave=True,
    ),
    "receive": Plain(
        Text("کالا به دستتان رسید؟", "Do you have the goods?"),
        Text("مهلت بررسی از همین لحظه آغاز می‌شود. هنوز پولی آزاد نمی‌شود.", "The inspection time starts now. No money is released yet."),
    ),
    "extend": Plain(
        Text("مهلت بیشتری می‌خواهید؟", "Do you need more time?"),
        Text("مهلت بررسی یک بار، ۴۸ ساعت، بیشتر می‌شود و فروشنده خبردار می‌شود.", "The inspection is extended once, by 48 hours, and the seller is told."),
    ),
    "agree_cancel": Plain(
        Text("لغو معامله را می‌پذیرید؟", "Agree to cancel this deal?"),
        Text("همهٔ پول به خریدار برمی‌گردد، بی‌کارمزد، و معامله پایان می‌یابد.", "All the money goes back to the buyer, without a fee, and the deal ends."),
        is_grave=True,
    ),
    "refuse_cancel": Plain(
        Text("لغو را نمی‌پذیرید؟", "Refuse to cancel?"),
        Text("معامله با همان مهلتی که مانده بود ادامه می‌یابد.", "The deal goes on with exactly the time it had left."),
    ),
    "claim_loss": Plain(
        Text("کالا گم شده است؟", "Are the goods lost?"),
        Text("پول نگه داشته می‌شود و کارشناس می‌سنجد که بسته به حمل‌کننده سپرده شده بود یا نه.", "The money is kept, and an officer looks whether the carrier ever took the parcel."),
    ),
    "take_return": Plain(
        Text("کالا درست برگشت؟", "Did it come back well?"),
        Text("همهٔ پول به خریدار برمی‌گردد و معامله پایان می‌یابد. این کار برگشت‌پذیر نیست.", "All the money goes back to the buyer and the deal ends. This cannot be undone."),
        is_grave=True,
    ),
    "refuse_fee": Plain(
        Text("کارمزد همان بماند؟", "Keep the fee as it is?"),
        Text("شرایطی که پذیرفته‌اید عوض نمی‌شود و طرف مقابل خبردار می‌شود.", "The terms you accepted stay, and the other side is told."),
    ),
    "renew_code": Plain(
        Text("کد تازه می‌خواهید؟", "Do you need a new code?"),
        Text("کد پیشین دیگر پذیرفته نیست. کد تازه را فقط هنگام گرفتن کالا نشان دهید.", "The old code no longer counts. Show the new one only when you take the goods."),
    ),
    "open_all": Plain(
        Text("پول همهٔ مرحله‌ها را از اکنون می‌سپارید؟", "Fund every stage now?"),
        Text("پرداخت همهٔ مرحله‌های مانده باز می‌شود. هر مرحله باز هم جدا تحویل و پذیرفته می‌شود.", "Every stage still to come opens for payment. Each is still handed in and accepted on its own."),
    ),
    "stop_work": Plain(
        Text("به کار پایان می‌دهید؟", "End this project?"),
        Text("مرحله‌هایی که پولشان نرسیده بی‌هزینه لغو می‌شود. مرحله‌ای که پولش نزد امانت است، راه خودش را تا پایان می‌رود.", "Stages that are not paid are cancelled at no cost. A stage whose money is held goes on to its own end."),
        is_grave=True,
    ),
    "give_back": Plain(
        Text("می‌پذیرید که پول برگردد؟", "Return the money to the buyer?"),
        Text("همهٔ پول به خریدار برمی‌گردد و معامله پایان می‌یابد. این کار برگشت‌پذیر نیست.", "All the money goes back to the buyer and the deal ends. This cannot be undone."),
        is_grave=True,
    ),
}  # fmt: skip
