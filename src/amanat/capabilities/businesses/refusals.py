"""The ways this room says no. Where the guide has a code for it, that code is used."""

from amanat.words.refusal import Invalid, Refused


class BusinessKnown(Refused):
    """A business with this id is confirmed here already. Ask whoever runs it for a mandate."""

    fa = "کسب‌وکاری با این شناسه پیش‌تر تأیید شده است. از گرداننده‌اش نمایندگی بخواهید."


class BusinessYours(Refused):
    """You have registered this business already; it waits for its inquiry."""

    fa = "این کسب‌وکار را پیش‌تر ثبت کرده‌اید و در انتظار استعلام است."


class TooManyBusinesses(Refused):
    """One person registers at most {most} businesses; close one first, or ask for a mandate."""

    fa = "هر شخص حداکثر {most} کسب‌وکار ثبت می‌کند؛ نخست یکی را ببندید یا نمایندگی بگیرید."
    status = 422


class OwnIdNeeded(Invalid):
    """Confirm your identity first: a natural person registers under their own national id."""

    fa = "نخست هویت خود را تأیید کنید؛ شخص حقیقی با کد ملی خودش ثبت می‌شود."


class NotYourNationalId(Invalid):
    """This is not your national id. A natural person registers under their own."""

    fa = "این کد ملیِ شما نیست. شخص حقیقی با کد ملی خودش ثبت می‌شود."


class UnknownKind(Invalid):
    """Choose one of the kinds that are offered."""

    fa = "یکی از گزینه‌ها را برگزینید."


class BusinessNameNeeded(Invalid):
    """Write the name in {shortest} to {longest} characters."""

    fa = "نام را در {shortest} تا {longest} نویسه بنویسید."


class NotFoundedYet(Invalid):
    """The day of founding cannot lie ahead."""

    fa = "روز تأسیس نمی‌تواند در آینده باشد."


class BusinessNotOpen(Refused):
    """This business is closed or was turned down; nothing is added to it."""

    fa = "این کسب‌وکار بسته است یا پذیرفته نشده؛ چیزی به آن افزوده نمی‌شود."


class PowerMissing(Refused):
    """Your mandate for this business does not cover this step."""

    fa = "نمایندگی شما در این کسب‌وکار این کار را در بر نمی‌گیرد."
    status = 403


class NobodyWithThisPhone(Invalid):
    """Nobody with this number has joined and confirmed their identity. Ask them to do so first."""

    fa = (
        "کسی با این شماره عضو نشده یا هویتش را تأیید نکرده است. نخست از او بخواهید این کار را بکند."
    )


class PowersNeeded(Invalid):
    """Choose at least one thing that this person may do."""

    fa = "دست‌کم یک کار را برای این شخص برگزینید."


class MandateKnown(Refused):
    """This person has a mandate for this business already. End it before giving another."""

    fa = "این شخص هم‌اکنون نمایندگی این کسب‌وکار را دارد. پیش از دادن دیگری، آن را پایان دهید."


class LastMandate(Refused):
    """Somebody must run the business: give another person every power first."""

    fa = "کسی باید کسب‌وکار را بگرداند: نخست به شخص دیگری همهٔ اختیارها را بدهید."


class DayAhead(Invalid):
    """The last day must be today or later."""

    fa = "روز پایان باید امروز یا پس از آن باشد."


class TermBackwards(Invalid):
    """The last day comes on the first one or later, and at most {years} years after."""

    fa = "روز پایان همان روز آغاز یا پس از آن است، حداکثر {years} سال بعد."


class TermOver(Invalid):
    """The last day of this licence is over."""

    fa = "روز پایان این پروانه گذشته است."


class TradeLicenceKnown(Refused):
    """This licence is written down for a business already."""

    fa = "این پروانه پیش‌تر برای کسب‌وکاری ثبت شده است."


class LicenceOfAnother(Refused):
    """This licence belongs to another person. Add a licence in the name of this business."""

    fa = "این پروانه به نام شخص دیگری است. پروانه‌ای به نام همین کسب‌وکار بیفزایید."
    status = 422
    code = "seal.licence_owner"


class UnknownClass(Invalid):
    """Choose one of the classes of activity."""

    fa = "یکی از رده‌های فعالیت را برگزینید."


class ActivityNamed(Refused):
    """This activity is written down already."""

    fa = "این فعالیت پیش‌تر نوشته شده است."


class DomainBad(Refused):
    """This is no domain that a seal can stand for: {why}"""

    fa = "این دامنه‌ای نیست که نماد برای آن باشد: {why}"
    status = 422
    code = "seal.domain_bad"


class DomainTaken(Refused):
    """This domain is proven to belong to a business here already."""

    fa = "این دامنه پیش‌تر برای کسب‌وکاری اثبات شده است."
    code = "seal.domain_taken"


class DomainCheckedJustNow(Refused):
    """We looked a moment ago. You can ask again in {seconds} seconds."""

    fa = "همین حالا نگاه کردیم. {seconds} ثانیهٔ دیگر می‌توانید دوباره بخواهید."
    status = 429


class DomainNotLookedAt(Refused):
    """Our own crawler has not looked lately, so nothing is lost yet."""

    fa = "خزندهٔ ما به‌تازگی نگاه نکرده است؛ پس هنوز چیزی از دست نرفته است."


class SheetFull(Refused):
    """At most {most} of these are kept for one business."""

    fa = "برای هر کسب‌وکار حداکثر {most} تا نگه داشته می‌شود."
    status = 422


class ShebaNamed(Refused):
    """This account is written down already."""

    fa = "این حساب پیش‌تر نوشته شده است."


class SharesAboveWhole(Invalid):
    """All shares together are above the whole: at most {left} hundredths of a percent are left."""

    fa = "جمع سهم‌ها از کل بیشتر می‌شود: حداکثر {left} صدمِ درصد مانده است."


class OwnerNamedBefore(Refused):
    """This person stands among the owners already. End that share first."""

    fa = "این شخص پیش‌تر میان مالکان نوشته شده است. نخست آن سهم را پایان دهید."


class OwnBusiness(Refused):
    """You have a tie to this business, so another officer decides."""

    fa = "شما با این کسب‌وکار پیوند دارید؛ کارشناس دیگری تصمیم می‌گیرد."
    status = 403


class ConflictKnown(Refused):
    """You have declared this already."""

    fa = "این را پیش‌تر اعلام کرده‌اید."


class BusinessReasonNeeded(Invalid):
    """Write it in {least} to {most} characters."""

    fa = "آن را در {least} تا {most} نویسه بنویسید."


class UnknownCity(Invalid):
    """We know no city of this name there."""

    fa = "شهری با این نام نیافتیم."


class CompanyOnly(Refused):
    """What a natural person sells is paid into the account on their own page, not here."""

    fa = "پول فروشندهٔ حقیقی به شبای صفحهٔ خودش می‌رود، نه به اینجا."
    status = 422


class CompanyNotConfirmed(Refused):
    """The identity of the company is not confirmed yet. The bank is asked after that."""

    fa = "هویت شرکت هنوز تأیید نشده است. پس از آن از بانک پرسیده می‌شود."
    status = 422


class AccountKnown(Refused):
    """The bank has answered for this account already."""

    fa = "بانک دربارهٔ این حساب پیش‌تر پاسخ داده است."


class NotCompanyAccount(Invalid):
    """The bank says this account is not the company’s. Add a Sheba in the company’s own name."""

    fa = "بانک می‌گوید این حساب به نام شرکت نیست. شبای حسابی به نام خود شرکت بیفزایید."
