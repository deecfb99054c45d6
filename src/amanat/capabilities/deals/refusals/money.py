"""Why money is not moved, or an amount not taken."""

from amanat.words.refusal import Refused, WrongState


class MoneyUnderWay(WrongState):
    """The money of this deal is released and on its way; no ruling or report stops it any more."""

    fa = "پول این معامله آزاد شده و در راه صاحبش است؛ دیگر هیچ رأی یا گزارشی جلوی آن را نمی‌گیرد."


class PriceTenTimesOff(Refused):
    """This is exactly ten times the price on the table, or a tenth. If you mean it, tick the box."""

    fa = "این درست ده برابر یا یک‌دهم بهای روی میز است. اگر همین را می‌خواهید، خانهٔ تأیید را بزنید."
    status = 422
