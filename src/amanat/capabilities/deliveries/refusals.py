"""The ways the deliveries room says no. Codes with a dot are those of the guide."""

from amanat.words.refusal import Invalid


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
