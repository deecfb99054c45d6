"""The ways risk says no. To whom is blocked: neutral, and with the way to another look."""

from amanat.words.refusal import Refused


class NotOpenToYou(Refused):
    """This step is not open for your account just now. Ask for another look at /appeal."""

    fa = "این کار اکنون برای حساب شما باز نیست. در نشانی ‎/appeal‎ بازبینی بخواهید."
    status = 403


class OwnSign(Refused):
    """This sign is about you or a deal of yours; another officer decides it."""

    fa = "این نشانه دربارهٔ شما یا معاملهٔ شماست؛ کارشناس دیگری تصمیم می‌گیرد."
    status = 403


class SecondPersonNeeded(Refused):
    """You put this on the list yourself: a second officer makes it permanent."""

    fa = "خودتان این را در فهرست گذاشته‌اید؛ همیشگی‌کردنش با کارشناس دیگری است."
    status = 403


class TooLongAlone(Refused):
    """One officer may list for at most {most} hours; a second one makes it permanent."""

    fa = "یک کارشناس به‌تنهایی حداکثر برای {most} ساعت در فهرست می‌گذارد."
    status = 422


class ListedBefore(Refused):
    """This is on the list already."""

    fa = "این هم‌اکنون در فهرست است."


class NoDealHere(Refused):
    """This sign is about a person, not about a deal with money to keep."""

    fa = "این نشانه دربارهٔ شخص است، نه معامله‌ای که پولش نگه داشته شود."


class ReasonTooShort(Refused):
    """Write the reason in at least {least} characters."""

    fa = "دلیل را دست‌کم در {least} نویسه بنویسید."
    status = 422


class TooManyAppeals(Refused):
    """You have asked {most} times this month; we answer those first."""

    fa = "این ماه {most} بار درخواست داده‌اید؛ نخست به همان‌ها پاسخ می‌دهیم."
    status = 429
