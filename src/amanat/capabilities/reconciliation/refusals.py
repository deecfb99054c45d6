"""The ways reconciliation says no."""

from amanat.words.refusal import Refused


class StatementUnreadable(Refused):
    """This file is neither a camt.053 statement nor a table in UTF-8."""

    fa = "این فایل نه صورت‌حساب camt.053 است و نه جدولی با UTF-8."
    status = 422


class StatementTooLong(Refused):
    """A statement holds at most {most} lines; split the file by day."""

    fa = "هر صورت‌حساب تا {most} سطر دارد؛ فایل را روزبه‌روز جدا کنید."
    status = 422


class StatementEmpty(Refused):
    """There is no line in this file, and nothing says which day it is about."""

    fa = "این فایل سطری ندارد و روزش هم روشن نیست."
    status = 422


class OneDayOnly(Refused):
    """Line {line} is of another day: a file is about one day only. Nothing was read in."""

    fa = "سطر {line} از روز دیگری است؛ هر فایل فقط دربارهٔ یک روز است. چیزی ثبت نشد."
    status = 422


class OtherAccount(Refused):
    """This statement is about another account than ours."""

    fa = "این صورت‌حساب از حساب دیگری است، نه حساب ما."
    status = 422


class ColumnMissing(Refused):
    """The first line must name the column “{name}”."""

    fa = "سطر نخست باید ستون «{name}» را نام ببرد."
    status = 422


class LineWithoutReference(Refused):
    """Line {line} has no reference of the bank. Nothing was read in."""

    fa = "سطر {line} شمارهٔ مرجع بانک ندارد. چیزی ثبت نشد."
    status = 422


class LineTwice(Refused):
    """Line {line} repeats the reference of another line. Nothing was read in."""

    fa = "سطر {line} شمارهٔ مرجع سطر دیگری را تکرار کرده است. چیزی ثبت نشد."
    status = 422


class LineAmountWrong(Refused):
    """The amount in line {line} is not a number of whole rial. Nothing was read in."""

    fa = "مبلغ سطر {line} عدد کامل ریال نیست. چیزی ثبت نشد."
    status = 422


class LineSideWrong(Refused):
    """Line {line} does not say whether money came or went. Nothing was read in."""

    fa = "سطر {line} نمی‌گوید پول آمده است یا رفته. چیزی ثبت نشد."
    status = 422


class LineMomentWrong(Refused):
    """The date in line {line} cannot be read. Nothing was read in."""

    fa = "تاریخ سطر {line} خوانده نمی‌شود. چیزی ثبت نشد."
    status = 422


class LineCurrencyWrong(Refused):
    """Line {line} is not in rial. Nothing was read in."""

    fa = "سطر {line} به ریال نیست. چیزی ثبت نشد."
    status = 422


class WhyNeeded(Refused):
    """Say why, in one to {most} characters."""

    fa = "دلیل را بنویسید؛ تا {most} نویسه."
    status = 422


class NotAMatch(Refused):
    """This does not belong to that line: sum and side must be the same, and neither matched yet."""

    fa = "این دو با هم نمی‌خوانند؛ مبلغ و سو باید یکی باشد و هیچ‌کدام پیش‌تر تطبیق نشده باشد."


class NoSuchBookAccount(Refused):
    """Corrections are written between two accounts of the house; people's money is not touched."""

    fa = "سند اصلاحی فقط میان دو حساب خود سامانه ثبت می‌شود؛ به پول مردم دست نمی‌زند."
    status = 422


class CorrectionNeedsTwo(Refused):
    """A second person has to sign a correction: this one you proposed yourself."""

    fa = "سند اصلاحی امضای نفر دوم می‌خواهد؛ این یکی را خودتان پیشنهاد داده‌اید."
    status = 403


class NotWhatYouRead(Refused):
    """This is not what you read. Open the page again and read it before you sign."""

    fa = "این همان نیست که خواندید. صفحه را دوباره باز کنید و پیش از امضا بخوانید."


class DayNotOver(Refused):
    """The bank's statement of the whole day is not here yet."""

    fa = "صورت‌حساب کامل آن روز هنوز از بانک نرسیده است."


class DayNotClear(Refused):
    """{count} differences have no reason or no owner yet. Explain them first."""

    fa = "{count} اختلاف هنوز دلیل یا پیگیر ندارد. نخست آن‌ها را روشن کنید."


class DayClosedAlready(Refused):
    """This day is closed already."""

    fa = "این روز پیش‌تر بسته شده است."
