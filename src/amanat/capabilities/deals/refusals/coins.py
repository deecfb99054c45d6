"""Why digital currency says no."""

from amanat.words.refusal import Refused


class AddressWrong(Refused):
    """This address is not right for this network. Copy it again, whole, capitals included."""

    fa = "این نشانی برای این شبکه درست نیست؛ آن را دوباره و کامل، با حروف بزرگش، کپی کنید."
    status = 422


class AmountWrong(Refused):
    """Write the amount as a number, with no more decimals than this currency has."""

    fa = "مقدار را به عدد بنویسید، با رقم‌های اعشاری که این رمزارز دارد."
    status = 422


class TxidWrong(Refused):
    """This is not the number of a transaction: 64 letters and digits."""

    fa = "این شناسهٔ تراکنش نیست؛ شناسه ۶۴ حرف و رقم دارد."
    status = 422


class TxidUsed(Refused):
    """This transaction already belongs to another deal."""

    fa = "این تراکنش پیش‌تر برای معامله‌ای دیگر ثبت شده است."


class CoinCapReached(Refused):
    """Each person may buy digital currency for at most {day} toman a day and {year} a year here."""

    fa = "هر شخص در اینجا روزانه حداکثر {day} و سالانه {year} تومان رمزارز می‌تواند بخرد."
    status = 422


class CoinProofNeeded(Refused):
    """Add a picture of the address and the transaction in a block explorer."""

    fa = "تصویر نشانی و تراکنش را از یک کاوشگر بلاک‌چین بگذارید."
    status = 422


class AnotherOfficerNeeded(Refused):
    """You proposed it. Another officer has to confirm."""

    fa = "شما پیشنهاد داده‌اید؛ کارشناسی دیگر باید تأیید کند."
    status = 403


class AlreadySwitched(Refused):
    """It is proposed or on already."""

    fa = "پیش‌تر پیشنهاد شده یا روشن است."
