"""The ways the radar says no. Where the guide has a code for it, that code is used."""

from amanat.words.refusal import Invalid, Refused


class EvidenceMissing(Refused):
    """Two screenshots from two networks are needed first; there are {count}. {why}"""

    fa = "نخست دو تصویر صفحه از دو شبکه لازم است؛ اکنون {count} تاست. {why}"
    code = "radar.evidence"


class AddressNeeded(Invalid):
    """Write the address of the page, such as shop.example/page."""

    fa = "نشانی صفحه را بنویسید، مانند shop.example/page."
    code = "radar.address"


class AddressNotPublic(Invalid):
    """This is not an address on the public internet."""

    fa = "این نشانی در اینترنت همگانی نیست."
    code = "radar.address_inside"


class TooManyReports(Refused):
    """We have many reports from you already and look at them first. Please try again in an hour."""

    fa = "گزارش‌های بسیاری از شما رسیده است و نخست به همان‌ها نگاه می‌کنیم. یک ساعت دیگر دوباره بفرستید."
    status = 429
    code = "radar.reports"


class RadarWordsNeeded(Invalid):
    """Write why in {least} to {most} characters; it stays with the case."""

    fa = "دلیل را در {least} تا {most} نویسه بنویسید؛ در پرونده می‌ماند."


class AnswerTooLate(Refused):
    """The {hours} hours to answer are over. We look again by ourselves at the time told."""

    fa = "مهلت {hours} ساعتهٔ پاسخ گذشته است. در زمانی که گفته شد خودمان دوباره نگاه می‌کنیم."


class NoGatewaySeen(Refused):
    """No payment gateway was seen on this site, so there is none to cut."""

    fa = "در این سایت درگاه پرداختی دیده نشده است که قطع شود."


class OrderedBefore(Refused):
    """The order to this gateway is out already."""

    fa = "دستور به این درگاه پیش‌تر فرستاده شده است."


class OwnOrder(Refused):
    """Only the provider that got the order says that it is done."""

    fa = "انجام دستور را تنها همان درگاه اعلام می‌کند."
    status = 403


class BlockNotProposed(Refused):
    """An officer proposes the block first, with a reason; then a second person requests it."""

    fa = "نخست کارشناسی مسدودسازی را با دلیل پیشنهاد می‌کند و سپس نفر دوم آن را می‌خواهد."


class BlockProposedBefore(Refused):
    """The block is proposed already; a second person decides."""

    fa = "مسدودسازی پیش‌تر پیشنهاد شده است؛ تصمیم با نفر دوم است."


class SiteListWrong(Invalid):
    """Line {line} is not a public address."""

    fa = "سطر {line} نشانی همگانی نیست."


class SiteTiedToYou(Refused):
    """This site belongs to a business of yours, or one you declared a tie to; a colleague decides."""

    fa = "این سایت از آنِ کسب‌وکاری است که با آن پیوند دارید؛ همکار دیگری تصمیم می‌گیرد."
    status = 403
