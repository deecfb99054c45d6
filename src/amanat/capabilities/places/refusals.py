from amanat.words.refusal import Invalid, Refused


class OfficeFileUnreadable(Refused):
    """This file cannot be read. Give a GeoJSON feature collection or a CSV with a heading line."""

    fa = "این فایل خوانده نشد. یک مجموعهٔ GeoJSON یا فایل CSV با خط عنوان بدهید."
    status = 422


class OfficeFileTooLarge(Refused):
    """This file is larger than {most} megabytes, or has too many rows. Split it."""

    fa = "این فایل از {most} مگابایت بزرگ‌تر است یا ردیف‌های زیادی دارد. آن را چند تکه کنید."
    status = 422


class NotAnOffice(Invalid):
    """This is not a post office: its tag “amenity” must be “post_office”."""

    fa = "این یک ادارهٔ پست نیست؛ برچسب amenity باید post_office باشد."


class OfficeWithoutName(Invalid):
    """This row has no name, or its name is too long."""

    fa = "این ردیف نام ندارد، یا نامش زیادی بلند است."


class OfficePointWrong(Invalid):
    """The latitude and longitude are missing or lie outside Iran."""

    fa = "عرض و طول جغرافیایی نوشته نشده یا بیرون از ایران است."


class OfficeWithoutPlace(Invalid):
    """This row has neither a city nor a point on the map, so nobody could find it."""

    fa = "این ردیف نه شهر دارد و نه نقطه‌ای روی نقشه؛ پس کسی پیدایش نمی‌کند."


class OfficeCityUnknown(Invalid):
    """No city, or more than one, is called “{city}”. Write its province too."""

    fa = "شهری به نام «{city}» نیست، یا بیش از یکی هست. استان را هم بنویسید."


class OfficeSourceMissing(Invalid):
    """This row does not say its source and its licence; without them it may not be shown."""

    fa = "منبع و پروانهٔ این ردیف نوشته نشده است؛ بی آن‌ها نمی‌توان نشانش داد."
