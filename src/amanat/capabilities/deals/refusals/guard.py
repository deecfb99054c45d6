"""Why a check, a change of the fee payer or a hand-over is refused."""

from amanat.words.refusal import Refused


class KeptAlready(Refused):
    """The money of this deal is being checked already, or somebody has proposed it."""

    fa = "پول این معامله هم‌اکنون در بررسی است، یا کسی آن را پیشنهاد کرده است."


class ReasonDoesNotFit(Refused):
    """An order of law needs the court or the police; a fraud check has other reasons."""

    fa = "دستور قانونی از دادگاه یا پلیس می‌آید؛ بررسی تقلب دلیل‌های دیگری دارد."
    status = 422


class PaidAlready(Refused):
    """After the first payment the fee payer cannot be changed any more."""

    fa = "پس از نخستین پرداخت، پرداخت‌کنندهٔ کارمزد دیگر عوض نمی‌شود."


class TooManyFeeAsks(Refused):
    """The fee payer was asked about {most} times in this deal. Please talk first."""

    fa = "در این معامله {most} بار دربارهٔ کارمزد پرسیده شده است؛ نخست گفت‌وگو کنید."


class NoFeeAsk(Refused):
    """Nobody has asked to change the fee payer now."""

    fa = "اکنون درخواستی برای تغییر پرداخت‌کنندهٔ کارمزد باز نیست."


class NotInPerson(Refused):
    """This deal was not agreed to be handed over in person."""

    fa = "در این معامله تحویل حضوری قرار نشده است."


class OnlyInPerson(Refused):
    """This deal is handed over in person: meet, and type the code from the buyer's page."""

    fa = "این معامله حضوری است: همدیگر را ببینید و کدی را که خریدار نشان می‌دهد بنویسید."


class WrongHandCode(Refused):
    """This is not the code on the buyer's page. You have {left} more tries."""

    fa = "این کدی نیست که خریدار می‌بیند. {left} بار دیگر می‌توانید بنویسید."
    status = 422


class HandCodeLocked(Refused):
    """The code was typed wrong {most} times. The buyer can make a new one on their page."""

    fa = "کد {most} بار نادرست نوشته شد. خریدار می‌تواند در صفحه‌اش کد تازه بسازد."
    status = 429


class HandCodeNeeded(Refused):
    """First type the code that the buyer shows you on the spot."""

    fa = "نخست کدی را که خریدار همان‌جا نشان می‌دهد بنویسید."
    status = 422
