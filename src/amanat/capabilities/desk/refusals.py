"""The ways the desk says no."""

from amanat.words.refusal import Refused


class PauseBackwards(Refused):
    """A pause ends after it begins."""

    fa = "پایان توقف باید پس از آغاز آن باشد."
    status = 422


class PauseTooFarBack(Refused):
    """A pause may begin at most {hours} hours ago: what has happened since is not undone."""

    fa = "آغاز توقف حداکثر {hours} ساعت پیش است؛ آنچه از آن پس شده برنمی‌گردد."
    status = 422


class PauseTooLong(Refused):
    """A pause lasts at most {days} days; declare another one if it is still needed."""

    fa = "هر توقف حداکثر {days} روز است؛ اگر باز لازم بود، یکی دیگر اعلام کنید."
    status = 422


class PauseIsOver(Refused):
    """This pause has ended already."""

    fa = "این توقف پایان یافته است."


class PauseDeclaredBefore(Refused):
    """A pause of this kind that begins at this moment is declared already."""

    fa = "توقفی از همین نوع با همین آغاز پیش‌تر اعلام شده است."
