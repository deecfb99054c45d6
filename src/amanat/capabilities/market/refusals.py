"""The ways the market desk says no."""

from amanat.words.refusal import Refused


class StopSamePerson(Refused):
    """Whoever proposed this cannot also decide it. A second person does."""

    fa = "آن که پیشنهاد داده است نمی‌تواند تصمیم هم بگیرد؛ این کار نفر دوم است."
    status = 403
    code = "market.two_person"


class OwnBusinessWatched(Refused):
    """You are tied to this business; a colleague decides."""

    fa = "شما با این کسب‌وکار پیوند دارید؛ همکار دیگری تصمیم می‌گیرد."
    status = 403


class StopWaiting(Refused):
    """There is a stop of this business already, in force or waiting. Decide that one first."""

    fa = "برای این کسب‌وکار توقفی برقرار یا در انتظار است؛ نخست تکلیف همان را روشن کنید."


class StopReasonNeeded(Refused):
    """Say why, in {least} to {most} characters. Everybody may read it."""

    fa = "علت را در {least} تا {most} نویسه بنویسید. همه می‌توانند آن را بخوانند."
    status = 422


class NothingToStop(Refused):
    """This business sells nothing in advance, so there is nothing to stop."""

    fa = "این کسب‌وکار چیزی پیش‌فروش نمی‌کند؛ چیزی برای توقف نیست."
    status = 422
