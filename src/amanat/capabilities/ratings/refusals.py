from amanat.words.refusal import Invalid, Refused


class StarsOutOfRange(Invalid):
    """Give from {least} to {most} stars."""

    fa = "از {least} تا {most} ستاره بدهید."


class WordsTooLong(Invalid):
    """Use at most {most} characters."""

    fa = "حداکثر {most} نویسه بنویسید."


class RatingTooLate(Refused):
    """Ratings are open for {days} days after the end; that time is over."""

    fa = "امتیازدادن تا {days} روز پس از پایان باز است و آن زمان گذشته است."


class AlreadyRated(Refused):
    """You have rated this already; a rating is given once."""

    fa = "امتیازتان ثبت شده است؛ هر کس یک بار امتیاز می‌دهد."


class NotOneself(Refused):
    """Nobody rates himself."""

    fa = "کسی به خودش امتیاز نمی‌دهد."
    status = 403
