"""Why the road says no."""

from amanat.words.refusal import Refused


class ShipByNotPassed(Refused):
    """The seller still has time to ship. You may call the deal off after {when}."""

    fa = "فروشنده هنوز مهلت ارسال دارد؛ پس از {when} می‌توانید لغو کنید."


class TrackingCodeUsed(Refused):
    """This tracking code already belongs to another deal."""

    fa = "این کد رهگیری پیش‌تر برای معامله‌ای دیگر ثبت شده است."


class TrackingCodeWrong(Refused):
    """This does not look like a tracking code of this carrier. Check it against the receipt."""

    fa = "این کد به کد رهگیری این شرکت نمی‌ماند؛ آن را با رسید بسنجید."
    status = 422


class WaybillPhotoNeeded(Refused):
    """For freight, add a photo or PDF of the waybill."""

    fa = "برای باربری، عکس یا فایل بارنامه را هم بگذارید."
    status = 422


class AlreadyCorrected(Refused):
    """The tracking code was corrected once already. Call support for another change."""

    fa = "کد رهگیری یک بار اصلاح شده است؛ برای تغییر دوباره با پشتیبانی تماس بگیرید."


class AlreadyExtended(Refused):
    """The time was already extended once."""

    fa = "مهلت یک بار بیشتر شده است."
