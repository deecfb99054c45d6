"""When may the turn of somebody who waits come? As fast as seats were passed on so far."""

from datetime import datetime

from amanat.words.text import Text

STATUS = {
    "enlisted": Text("ثبت‌نام شما ثبت است", "You are enlisted"),
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
