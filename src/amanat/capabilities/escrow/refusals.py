from amanat.words.refusal import Refused


class NothingHeld(Refused):
    """No money of this deal is held now."""

    fa = "اکنون پولی از این معامله نزد امانت نیست."


class BankIsAnswering(Refused):
    """A payment of this deal is under way at the bank. Wait until its result is known."""

    fa = "پرداختی از این معامله در بانک در جریان است؛ تا روشن‌شدن نتیجه صبر کنید."


class SplitDoesNotAddUp(Refused):
    """The shares must be more than nothing and add up to what is held, to the rial."""

    fa = "سهم‌ها باید بیش از صفر باشد و جمعشان ریال به ریال با پول نزد امانت برابر شود."
    status = 422
