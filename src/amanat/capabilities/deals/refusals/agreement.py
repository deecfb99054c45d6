"""Why terms and sides are refused."""

from amanat.words.refusal import Refused


class SamePerson(Refused):
    """Buyer and seller must be two different people."""

    fa = "خریدار و فروشنده باید دو شخص جدا باشند."
    status = 422


class PriceOutOfRange(Refused):
    """The price must be between {lowest} and {highest} toman."""

    fa = "بها باید بین {lowest} تا {highest} تومان باشد."
    status = 422


class HoursOutOfRange(Refused):
    """Choose between {lowest} and {highest} hours."""

    fa = "بین {lowest} تا {highest} ساعت انتخاب کنید."
    status = 422


class TitleMissing(Refused):
    """Say in a few words what is being sold (at most {most} characters)."""

    fa = "در چند واژه بنویسید چه چیزی خرید و فروش می‌شود (حداکثر {most} نویسه)."
    status = 422


class TextTooLong(Refused):
    """This text is too long: at most {most} characters."""

    fa = "این نوشته بلند است؛ حداکثر {most} نویسه."
    status = 422


class TooManyChecks(Refused):
    """At most {most} points can be checked on arrival."""

    fa = "حداکثر {most} نکته برای بررسی می‌توان نوشت."
    status = 422


class TermsIncomplete(Refused):
    """Something is still missing from the terms. Go through the steps and complete it."""

    fa = "بخشی از شرایط هنوز نوشته نشده است؛ گام‌ها را ببینید و کامل کنید."
    status = 422


class TermsChanged(Refused):
    """The terms have changed since you opened this page. Read the new version first."""

    fa = "شرایط پس از بازکردن این صفحه عوض شده است؛ نخست نسخهٔ تازه را بخوانید."


class SameTerms(Refused):
    """These are the terms already on the table. Accept them, or change something."""

    fa = "این همان شرایط روی میز است؛ بپذیرید یا چیزی را عوض کنید."
    status = 422


class TooManyVersions(Refused):
    """After {most} versions, please talk first and start a new deal."""

    fa = "پس از {most} نسخه، نخست گفت‌وگو کنید و معامله‌ای تازه بسازید."


class IdentityNeeded(Refused):
    """Before agreeing, both sides must have confirmed their identity. Yours is still open."""

    fa = "پیش از توافق، هویت هر دو طرف باید تأیید شده باشد؛ هویت شما هنوز تأیید نشده است."


class OtherIdentityNeeded(Refused):
    """The other side has not confirmed their identity yet. We have told them."""

    fa = "طرف مقابل هنوز هویتش را تأیید نکرده است؛ به او خبر داده‌ایم."


class SellerAccountNeeded(Refused):
    """Before payment the seller must have a checked bank account, so that nothing gets stuck."""

    fa = "پیش از پرداخت، حساب بانکی فروشنده باید تأیید شده باشد تا پول جایی نماند."


class InvitationForAnother(Refused):
    """This invitation was sent to another mobile number. Sign in with that number."""

    fa = "این دعوت برای شمارهٔ دیگری فرستاده شده است؛ با همان شماره وارد شوید."
    status = 403


class MessageEmpty(Refused):
    """Write something first."""

    fa = "نخست چیزی بنویسید."
    status = 422


class DraftsTooMany(Refused):
    """You have {most} open drafts. Send or discard one first."""

    fa = "{most} پیش‌نویس باز دارید؛ نخست یکی را بفرستید یا دور بیندازید."
    status = 429
