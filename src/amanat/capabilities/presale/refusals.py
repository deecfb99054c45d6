"""The ways the presale room says no. Codes with a dot are those of the guide."""

from amanat.words.refusal import Invalid, Refused


class NoSetForDate(Refused):
    """No rule is recorded for {day}, so nothing is computed. An officer must enter it first."""

    fa = "برای {day} قاعده‌ای ثبت نشده است؛ تا ثبت آن چیزی حساب نمی‌شود."
    status = 422
    code = "parameters.no_set_for_date"


class PriceNotSet(Refused):
    """The price at sign-up is not set. Without a set price there is no pre-sale."""

    fa = "قیمت هنگام ثبت‌نام تعیین نشده است. بدون قیمت معین، پیش‌فروشی در کار نیست."
    status = 422
    code = "presale.price_not_set"


class PaidOverPrice(Refused):
    """More was paid than the price at sign-up, {price} rial. Check the payments first."""

    fa = "بیش از قیمت هنگام ثبت‌نام، {price} ریال، پرداخت شده است. نخست پرداخت‌ها را بررسی کنید."
    status = 422
    code = "presale.paid_over_price"


class CertificateMissing(Refused):
    """{needed} certificates are needed and {given} are here. Nothing is released before that."""

    fa = "{needed} گواهی لازم است و {given} گواهی رسیده است. پیش از آن چیزی آزاد نمی‌شود."
    status = 422
    code = "release.certificate_missing"


class CertificateStale(Refused):
    """A certificate is older than {most} days. Ask its certifier for a new one."""

    fa = "یک گواهی بیش از {most} روز عمر دارد. از صادرکننده گواهی تازه بخواهید."
    code = "release.certificate_stale"


class CertificateBackwards(Refused):
    """This certificate shows less progress than the last one. Give the reason with it."""

    fa = "این گواهی پیشرفت کمتری از گواهی پیش نشان می‌دهد. دلیلش را همراه آن بنویسید."
    status = 422
    code = "release.certificate_backwards"


class OverFormula(Refused):
    """This is more than may be released. Largest amount possible now: {most} rial."""

    fa = "این مبلغ از اندازهٔ آزادشدنی بیشتر است. بیشترین مبلغ ممکن اکنون: {most} ریال."
    status = 422
    code = "release.over_formula"


class BeforeAgreementCap(Refused):
    """Before the agreement is registered at most {most} may be taken."""

    fa = "پیش از ثبت قرارداد بیش از {most} نمی‌توان گرفت."
    status = 422
    code = "release.before_agreement_cap"


class LastInstalmentSmall(Refused):
    """The last instalment, due with the deed, is at least {least} rial."""

    fa = "قسط آخر، که همراه سند داده می‌شود، دست‌کم {least} ریال است."
    status = 422
    code = "building.last_instalment_under_10_percent"


class CoinQuota(Refused):
    """This is above your share over all rounds. Left: {full} full, {half} half, {quarter} quarter."""

    fa = "این سفارش از سهم شما در همهٔ دوره‌ها بیشتر است. مانده: {full} تمام، {half} نیم، {quarter} ربع."
    status = 422
    code = "coin.quota"


class CoinAge(Refused):
    """Coins are pre-sold to people of {least} years and older."""

    fa = "پیش‌خرید سکه برای {least} ساله‌ها و بزرگ‌تر است."
    status = 422
    code = "coin.age"


class CoinCount(Invalid):
    """Write how many coins of each kind: whole numbers, at least one in all."""

    fa = "شمار هر نوع سکه را عددی درست بنویسید؛ روی هم دست‌کم یکی."
    code = "coin.count"


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


class SecretBroken(Refused):
    """What {party} opened is not what {party} had locked before. This draw does not stand."""

    fa = "آنچه {party} باز کرد همان نیست که پیش‌تر قفل کرده بود. این قرعه پذیرفته نیست."
    status = 422
    code = "draw.secret_broken"


class TicketsChanged(Refused):
    """The list of tickets is not the one that was fixed before the draw."""

    fa = "فهرست بلیت‌ها همان نیست که پیش از قرعه بسته شده بود."
    status = 422
    code = "draw.tickets_changed"


class NoSuchOpening(Refused):
    """There is no such opening."""

    fa = "چنین نوبتی نیست."
    status = 404
    code = "opening.missing"


class OpeningShut(Refused):
    """This opening takes no applications now. Its hours are on its page."""

    fa = "این نوبت اکنون درخواست نمی‌پذیرد. ساعت‌هایش در صفحهٔ آن آمده است."
    code = "opening.shut"


class OtherApplication(Refused):
    """You have already applied here, for another number. The first one stands."""

    fa = "پیش‌تر اینجا برای شماری دیگر درخواست داده‌اید. همان نخستین پابرجاست."
    code = "opening.other_application"


class TooManyUnits(Refused):
    """One person may ask for 1 to {most} here."""

    fa = "هر نفر در اینجا ۱ تا {most} عدد می‌تواند بخواهد."
    status = 422
    code = "opening.too_many_units"
