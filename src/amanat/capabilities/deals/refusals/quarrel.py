"""Why a quarrel says no."""

from amanat.words.refusal import Refused


class WordsNeeded(Refused):
    """Write what is wrong, in at least {least} characters."""

    fa = "بنویسید مشکل چیست؛ دست‌کم {least} نویسه."
    status = 422


class TooManyFiles(Refused):
    """At most {most} files can be added at once."""

    fa = "هر بار حداکثر {most} فایل می‌توان افزود."
    status = 422


class OfferStale(Refused):
    """This offer is no longer on the table. Look at the page again."""

    fa = "این پیشنهاد دیگر روی میز نیست؛ صفحه را دوباره ببینید."


class SameOffer(Refused):
    """This amount is on the table already. Accept it, or offer another."""

    fa = "همین مبلغ اکنون روی میز است؛ بپذیرید یا مبلغی دیگر پیشنهاد کنید."
    status = 422


class TooManyOffers(Refused):
    """After {most} offers, please let an arbiter decide."""

    fa = "پس از {most} پیشنهاد، تصمیم را به داور بسپارید."


class ShareOutOfRange(Refused):
    """Write an amount from nothing to the agreed price, {highest} toman."""

    fa = "مبلغی از صفر تا بهای توافق‌شده، {highest} تومان، بنویسید."
    status = 422


class CancelAskedBefore(Refused):
    """You have asked to cancel this deal once. Talk, or report a problem."""

    fa = "یک بار درخواست لغو این معامله را داده‌اید؛ گفت‌وگو کنید یا مشکل را گزارش دهید."


class StatementLength(Refused):
    """Write between {least} and {most} characters."""

    fa = "بین {least} تا {most} نویسه بنویسید."
    status = 422


class TooManyStatements(Refused):
    """Each side may add at most {most} statements."""

    fa = "هر طرف حداکثر {most} گفته می‌تواند بگذارد."


class EvidenceExtendedBefore(Refused):
    """The time for evidence was extended once already."""

    fa = "مهلت مدارک یک بار بیشتر شده است."


class ConflictOfInterest(Refused):
    """You have a link to this case, or stood aside from it; another officer must decide."""

    fa = "شما با این پرونده پیوندی دارید یا از آن کنار کشیده‌اید؛ کارشناسی دیگر باید رأی دهد."
    status = 403


class SecondOfficerNeeded(Refused):
    """You gave the first ruling. The appeal is decided by another person."""

    fa = "رأی نخست از شماست؛ بازبینی را کارشناسی دیگر انجام می‌دهد."
    status = 403


class CaseTakenByAnother(Refused):
    """Another arbiter has this case."""

    fa = "این پرونده نزد داوری دیگر است."


class AppealTimePassed(Refused):
    """The time to appeal has passed."""

    fa = "مهلت بازبینی گذشته است."
