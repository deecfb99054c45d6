"""The ways the lab says no."""

from amanat.words.refusal import Refused


class NothingChanged(Refused):
    """This is what is in force already. Change at least one number to try it."""

    fa = "این همان است که اکنون برقرار است. برای آزمودن دست‌کم یک عدد را عوض کنید."
    status = 422


class WeightsNotWhole(Refused):
    """The weights add up to {sum}; they must add up to 100."""

    fa = "جمع وزن‌ها {sum} است؛ باید ۱۰۰ شود."
    status = 422


class LinesCrossed(Refused):
    """The second line must lie above the first, and its share may not be smaller."""

    fa = "خط دوم باید بالاتر از خط نخست باشد و سهم آن کمتر نباشد."
    status = 422


class NoSuchPolicy(Refused):
    """There is no policy called “{name}”. Those there are: {known}."""

    fa = "قاعده‌ای به نام «{name}» نیست. آنچه هست: {known}."
    status = 422


class OutsideHistory(Refused):
    """This day is not one of the history: choose one from {first_en} to {last_en}."""

    fa = "این روز در تاریخچه نیست: روزی از {first_fa} تا {last_fa} برگزینید."
    status = 422


class TooManyWaiting(Refused):
    """{most} trials of yours are still running. Ask again when one of them is done."""

    fa = "{most} آزمون شما هنوز در حال اجراست. پس از پایان یکی از آن‌ها دوباره بخواهید."
    status = 429
