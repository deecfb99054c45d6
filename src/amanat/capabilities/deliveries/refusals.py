"""The ways the deliveries room says no. Codes with a dot are those of the guide."""

from amanat.words.refusal import Invalid, Refused


class BadVin(Invalid):
    """This is no VIN: 17 letters and digits without I, O and Q, one of them a check digit."""

    fa = "این شناسهٔ خودرو (VIN) درست نیست: ۱۷ حرف و رقم، بی I و O و Q، با یک رقم بازبینی."
    code = "vin.invalid"


class UnreadableTable(Invalid):
    """This file could not be read. Save it as CSV in UTF-8 and send it again."""

    fa = "این پرونده خوانده نشد. آن را با قالب CSV و کدگذاری UTF-8 ذخیره کنید و دوباره بفرستید."
    code = "delivery.unreadable"


class ColumnMissing(Invalid):
    """The first line must name the columns. Missing: {columns}."""

    fa = "سطر نخست باید نام ستون‌ها باشد. این‌ها نیست: {columns}."
    code = "delivery.column_missing"


class TableTooLong(Invalid):
    """A file has at most {most} rows. Send the rest as another file."""

    fa = "هر پرونده حداکثر {most} سطر دارد. باقی را در پرونده‌ای دیگر بفرستید."
    code = "delivery.too_long"


class VinTaken(Refused):
    """This vehicle is already bound to another contract."""

    fa = "این خودرو پیش‌تر به قرارداد دیگری بسته شده است."
    code = "vin.taken"


class VinNeeded(Invalid):
    """Write the VIN of the vehicle."""

    fa = "شناسهٔ خودرو (VIN) را بنویسید."
    code = "vin.needed"


class VinDiffers(Invalid):
    """Another vehicle was bound to this contract: {bound}."""

    fa = "خودروی بسته به این قرارداد این است: {bound}."
    code = "vin.differs"


class CallTooSoon(Invalid):
    """A buyer is called at least {days} days before the hand-over: from {first}."""

    fa = "خریدار دست‌کم {days} روز پیش از تحویل فراخوانده می‌شود؛ از {first}."
    code = "delivery.call_too_soon"


class CallTooFar(Invalid):
    """A buyer is called at most {most} days ahead."""

    fa = "خریدار حداکثر {most} روز پیش از تحویل فراخوانده می‌شود."
    code = "delivery.call_too_far"


class CallReasonNeeded(Invalid):
    """Say why the call is taken back, in {least} to {most} characters."""

    fa = "بنویسید چرا فراخوان پس گرفته می‌شود؛ از {least} تا {most} نویسه."
    code = "delivery.call_reason_needed"


class DueUnpaid(Refused):
    """The buyer has not yet paid all of the price. What is handed over is paid for."""

    fa = "خریدار هنوز همهٔ بها را نپرداخته است. چیزی تحویل می‌شود که بهایش رسیده باشد."
    code = "delivery.due_unpaid"


class BackdatedRecord(Invalid):
    """A hand-over is recorded on its day, not afterwards. This attempt was noted as a finding."""

    fa = "تحویل همان روز ثبت می‌شود، نه پس از آن. این کوشش همچون یافته ثبت شد."
    code = "delivery.backdated"


class HandOverAhead(Invalid):
    """This day of hand-over is still to come."""

    fa = "این روز تحویل هنوز نرسیده است."
    code = "delivery.ahead"


class WrongDeliveryCode(Invalid):
    """This is not the buyer’s code. Tries left: {left}."""

    fa = "این کد خریدار نیست. کوشش‌های مانده: {left}."
    code = "delivery.wrong_code"


class DeliveryCodeLocked(Refused):
    """The code was mistyped {most} times. The buyer can make a new one on the delivery’s page."""

    fa = "کد {most} بار نادرست زده شد. خریدار می‌تواند در صفحهٔ تحویل کد تازه بسازد."
    code = "delivery.code_locked"


class DeliveryCodeNeeded(Refused):
    """Type the buyer’s code first."""

    fa = "نخست کد خریدار را بنویسید."
    code = "delivery.code_needed"


class DefectsTooLong(Invalid):
    """At most {most} characters."""

    fa = "حداکثر {most} نویسه."
    code = "delivery.words_too_long"


class AnswerNeeded(Invalid):
    """Write an answer of {least} to {most} characters."""

    fa = "پاسخی از {least} تا {most} نویسه بنویسید."
    code = "delivery.answer_needed"


class NothingOwed(Refused):
    """No compensation is open here."""

    fa = "اینجا جبرانی نمانده است."
    code = "delivery.nothing_owed"


class NotLate(Refused):
    """This delivery is not late."""

    fa = "این تحویل دیر نشده است."
    code = "delivery.not_late"


class ComplainedBefore(Refused):
    """You have complained of this delay already."""

    fa = "پیش‌تر از این دیرکرد شکایت کرده‌اید."
    code = "delivery.complained"


class NoSuchContract(Invalid):
    """There is no open delivery with this contract number in your business."""

    fa = "در کسب‌وکار شما تحویلی باز با این شمارهٔ قرارداد نیست."
    code = "delivery.no_such_contract"


class UnknownWork(Invalid):
    """Choose what the rows are for."""

    fa = "بگویید سطرها برای چیست."
    code = "delivery.unknown_work"


class SheetTooLarge(Invalid):
    """A file has at most {megabytes} megabytes."""

    fa = "هر پرونده حداکثر {megabytes} مگابایت است."
    code = "delivery.sheet_too_large"


class SheetRepeated(Refused):
    """You have sent this very file before: it is number {number}."""

    fa = "همین پرونده را پیش‌تر فرستاده‌اید: شمارهٔ {number}."
    code = "delivery.sheet_repeated"


class TooManySheets(Refused):
    """At most {most} files may be open at a time. Finish or take back one of them."""

    fa = "حداکثر {most} پرونده می‌تواند همزمان باز باشد. یکی را تمام کنید یا کنار بگذارید."
    code = "delivery.too_many_sheets"


class NothingSound(Refused):
    """No row of this file can be used. Mend one, or send another file."""

    fa = "هیچ سطری از این پرونده به کار نمی‌آید. یکی را درست کنید یا پروندهٔ دیگری بفرستید."
    code = "delivery.nothing_sound"


class SheetStale(Refused):
    """Hand-overs are recorded on their day; this file is of a day that is over."""

    fa = "تحویل همان روز ثبت می‌شود؛ روز این پرونده گذشته است."
    code = "delivery.sheet_stale"


class NothingToMend(Refused):
    """This row has no fault."""

    fa = "این سطر خطایی ندارد."
    code = "delivery.nothing_to_mend"
