"""The ledger's ways of saying no, and what each answer of its SQL functions means."""

from amanat.words.refusal import Refused


class OverLimit(Refused):
    """There is not that much free in this account."""

    fa = "موجودی آزاد این حساب برای این کار کافی نیست."


class NoSuchAccount(Refused):
    """There is no such account, or it keeps another kind of unit."""

    fa = "چنین حسابی نیست، یا واحد آن چیز دیگری است."
    status = 404


class NoSuchHold(Refused):
    """Nothing is held under this number."""

    fa = "با این شماره چیزی نگه داشته نشده است."
    status = 404


class AlreadyDecided(Refused):
    """Somebody else was first: a decision about what is held here is already recorded."""

    fa = "شخص دیگری زودتر رسید: دربارهٔ این امانت پیش از شما تصمیمی ثبت شده است."


class WrongTurn(Refused):
    """What is held here cannot take this step now. Look at it again."""

    fa = "این امانت اکنون در وضعی نیست که این کار را بپذیرد. دوباره نگاه کنید."


class TooLate(Refused):
    """The time to release this has passed; it can only go back."""

    fa = "مهلت آزادسازی گذشته است؛ این مبلغ فقط می‌تواند برگردد."


class KeyReused(Refused):
    """This key was already used for something else. Send the request again under a new key."""

    fa = "این کلید پیش‌تر برای کار دیگری به کار رفته است. درخواست را با کلید تازه بفرستید."


class ItemReused(Refused):
    """This number already stands for another transfer or hold."""

    fa = "این شماره پیش‌تر برای جابه‌جایی یا امانت دیگری ثبت شده است."


class AccountDiffers(Refused):
    """An account of this name is open under other terms."""

    fa = "حسابی با این نام و با شرایط دیگری باز است."


ACCEPTED = 0
NOT_THERE = 4
IN_A_FAILED_GROUP = 6
REFUSALS: dict[int, type[Refused]] = {
    2: ItemReused,
    3: OverLimit,
    NOT_THERE: NoSuchAccount,  # In a batch of steps: NoSuchHold.
    5: AlreadyDecided,
    7: WrongTurn,
    8: TooLate,
}
STATES: dict[str, type[Refused]] = {"AM002": AccountDiffers, "AM003": KeyReused}
