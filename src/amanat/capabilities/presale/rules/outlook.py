"""When may the turn of somebody who waits come? As fast as seats were passed on so far."""

from datetime import datetime

from amanat.words.text import Text

STATUS = {
    "enlisted": Text("بلیت شما ثبت است", "You are enlisted"),
    "kept": Text("نوبت ایستاده است؛ بلیت شما سر جایش است", "Paused; your ticket is kept"),
    "closed": Text("ثبت‌نام بسته شد؛ در انتظار قرعه", "Closed; awaits the draw"),
    "seated": Text(
        "برنده شدید؛ پیشنهاد تا دقایقی دیگر می‌رسد", "Drawn; your offer comes in minutes"
    ),
    "waiting": Text("در فهرست انتظار هستید", "You are on the waiting list"),
    "not_drawn": Text("این بار قرعه به نام شما نیفتاد", "You were not drawn this time"),
    "cancelled": Text("این نوبت لغو شد", "This campaign was cancelled"),
    "offered": Text("نوبت شماست", "It is your turn"),
    "taken": Text("قرارداد شما بسته شد", "Your contract stands"),
    "lapsed": Text("مهلت پرداخت گذشت", "The time to pay has passed"),
    "declined": Text("نخواستید", "You declined"),
    "over": Text("فهرست انتظار پایان یافت", "The waiting list has ended"),
}
_NOTHING = Text(
    "کاری نمانده است. نتیجهٔ قرعه را پیامک می‌کنیم.",
    "Nothing is left to do. We send you the result by SMS.",
)
_PASSED_ON = Text(
    "سهم به نفر بعدی رسید. چیزی بدهکار نیستید.", "It went to the next in line. You owe nothing."
)
#  What the owner of a ticket does next, or waits for.
NEXT = {
    "enlisted": _NOTHING,
    "kept": Text(
        "کاری نمانده است. نوبت به همان اندازه دیرتر بسته می‌شود.",
        "Nothing is left to do. It closes later by as long as it stands still.",
    ),
    "closed": _NOTHING,
    "seated": Text("پیشنهاد که برسد پیامک می‌کنیم.", "We send an SMS with the offer."),
    "waiting": Text(
        "هر سهمی که پرداخت نشود به ترتیب به نفر بعدی می‌رسد. نوبتتان که شد پیامک می‌کنیم.",
        "What is not paid for goes down the list. We send an SMS when it is your turn.",
    ),
    "not_drawn": Text(
        "چیزی نپرداخته‌اید. در نوبت‌های بعدی می‌توانید ثبت‌نام کنید.",
        "You paid nothing. You may enlist again in the next campaign.",
    ),
    "cancelled": Text("چیزی نپرداخته‌اید.", "You paid nothing."),
    "offered": Text(
        "قرارداد را بخوانید، امضا کنید و در مهلت بپردازید.",
        "Read the contract, sign it, and pay in time.",
    ),
    "taken": Text("پرداخت‌ها و تحویل در قرارداد است.", "Payments and delivery: in the contract."),
    "lapsed": _PASSED_ON,
    "declined": _PASSED_ON,
    "over": Text(
        "نوبت به شما نرسید. چیزی نپرداخته‌اید.", "Your turn did not come. You paid nothing."
    ),
}
TONES = {"offered": "due", "taken": "released", "lapsed": "dispute", "cancelled": "dispute",
         "kept": "due"}  # fmt: skip


def expected(
    ahead: int, passed_on: int, since: datetime, at: datetime, until: datetime
) -> datetime | None:
    """When `ahead` others and then this one have had their turn, at the pace since the draw.

    None: nothing was passed on yet, or the list ends before that.
    """
    if passed_on < 1 or at <= since:
        return None
    found = at + (at - since) * (ahead + 1) / passed_on
    return found if found <= until else None
