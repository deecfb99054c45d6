"""Why work in stages says no."""

from amanat.words.refusal import Refused


class StagesMissing(Refused):
    """Write at least one stage: what is done, for how much, in how many days."""

    fa = "دست‌کم یک مرحله بنویسید: چه کاری، به چه بهایی، در چند روز."
    status = 422


class TooManyStages(Refused):
    """At most {most} stages. Join small ones, or make two projects."""

    fa = "حداکثر {most} مرحله؛ مرحله‌های کوچک را یکی کنید یا دو معامله بسازید."
    status = 422


class StagesDoNotAddUp(Refused):
    """The stages add up to {sum} rial, and the price is {price} rial. They must be equal."""

    fa = "جمع مرحله‌ها {sum} ریال است و بها {price} ریال؛ این دو باید برابر باشند."
    status = 422


class StageWordsNeeded(Refused):
    """Say it in a few words, at most {most} characters."""

    fa = "در چند واژه بنویسید؛ حداکثر {most} نویسه."
    status = 422


class OutOfRange(Refused):
    """Write a number from {least} to {most}."""

    fa = "عددی از {least} تا {most} بنویسید."
    status = 422


class NothingHandedIn(Refused):
    """Add a file, or say in words what you hand in."""

    fa = "فایلی بگذارید یا بنویسید چه تحویل می‌دهید."
    status = 422


class LinksNotKept(Refused):
    """Links are not kept: what they show can change. Add the file itself, or describe it."""

    fa = "پیوند پذیرفته نیست، چون آنچه نشان می‌دهد عوض می‌شود؛ خود فایل را بگذارید یا شرح دهید."
    status = 422


class RevisionsUsedUp(Refused):
    """The {most} revisions that were agreed are used up. Approve, offer an amount, or report."""

    fa = "{most} بار اصلاحی که توافق شده بود تمام شد؛ تأیید کنید، مبلغی پیشنهاد دهید یا گزارش دهید."


class NoStageWaits(Refused):
    """No stage is waiting any more."""

    fa = "مرحله‌ای در انتظار نمانده است."
