"""Why a file is not kept."""

from amanat.words.refusal import Invalid, Refused


class FileEmpty(Invalid):
    """Choose a file. The one you sent is empty."""

    fa = "پرونده‌ای انتخاب کنید. آنچه فرستادید خالی است."


class FileTooLarge(Invalid):
    """This file is too large. At most {megabytes} megabytes are kept."""

    fa = "این پرونده بزرگ است. حداکثر {megabytes} مگابایت نگه داشته می‌شود."
    status = 413


class WrongKind(Invalid):
    """This kind of file is not kept here. Send one of: {kinds}."""

    fa = "این نوع پرونده اینجا پذیرفته نیست. یکی از این‌ها را بفرستید: {kinds}."
    status = 415


class BrokenFile(Invalid):
    """This file cannot be read. Take the photo again, or save the document anew."""

    fa = "این پرونده خوانده نمی‌شود. دوباره عکس بگیرید یا سند را دوباره ذخیره کنید."


class TooManyPixels(Invalid):
    """This picture is too large. At most {megapixels} megapixels are kept."""

    fa = "این تصویر بزرگ است. حداکثر {megapixels} مگاپیکسل نگه داشته می‌شود."


class TooManyPages(Invalid):
    """This document is too long. At most {pages} pages are kept."""

    fa = "این سند بلند است. حداکثر {pages} صفحه نگه داشته می‌شود."


class ActiveDocument(Invalid):
    """This document holds a program or another file. Print it to a plain PDF and send that."""

    fa = "در این سند برنامه یا پروندهٔ دیگری هست. آن را به PDF ساده چاپ کنید و همان را بفرستید."


class LockedDocument(Invalid):
    """This document has a password. Save it without one and send it again."""

    fa = "این سند رمز دارد. آن را بی‌رمز ذخیره کنید و دوباره بفرستید."


class SwollenDocument(Invalid):
    """This document unpacks to far more than it shows. Print it to a plain PDF and send that."""

    fa = "این سند هنگام بازشدن بسیار بزرگ می‌شود. آن را به PDF ساده چاپ کنید و همان را بفرستید."


class TooManyUploads(Refused):
    """You have sent {count} files today. Send the others tomorrow."""

    fa = "امروز {count} پرونده فرستاده‌اید. بقیه را فردا بفرستید."
    status = 429
