"""The ways the fund says no."""

from amanat.words.refusal import Refused


class FundShort(Refused):
    """The protection fund holds less than this now; two officers decide what is paid."""

    fa = "موجودی صندوق حمایت اکنون کمتر از این است؛ دو کارشناس تصمیم می‌گیرند چه پرداخت شود."


class AboveFundCap(Refused):
    """This is more than the fund may pay on one claim, or to one person within a year."""

    fa = "این بیش از سقف پرداخت صندوق برای یک ادعا یا برای یک شخص در یک سال است."
    status = 422


class RecoveredTooMuch(Refused):
    """Write an amount from 1 to {most} rial: that is what was claimed from the carrier."""

    fa = "مبلغی از ۱ تا {most} ریال بنویسید؛ همین اندازه از حمل‌کننده خواسته شده است."
    status = 422


class ReferenceNeeded(Refused):
    """Write the bank's reference, or the carrier's answer, in at most {most} characters."""

    fa = "شمارهٔ پیگیری بانک یا پاسخ حمل‌کننده را بنویسید؛ حداکثر {most} نویسه."
    status = 422
