"""The ways the presale room says no. Codes with a dot are those of the guide."""

from amanat.words.refusal import Refused


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


class OpeningStopped(Refused):
    """This opening stands still for now. Nobody loses a place; its page says when it goes on."""

    fa = "این نوبت فعلاً ایستاده است. جای کسی از دست نمی‌رود؛ صفحهٔ آن می‌گوید کی ادامه می‌یابد."
    code = "opening.stopped"


class PassNotOurs(Refused):
    """This pass was not given out by us, or it is for another opening. Open the page again."""

    fa = "این برگهٔ ورود را ما نداده‌ایم یا برای نوبتی دیگر است. صفحهٔ نوبت را دوباره باز کنید."
    status = 403
    code = "opening.pass_not_ours"


class NoSuchTicket(Refused):
    """There is no such ticket. Take the address as we gave it, to its last letter."""

    fa = "چنین بلیتی نیست. نشانی را همان‌گونه که داده‌ایم، تا آخرین حرف، به کار ببرید."
    status = 404
    code = "opening.no_such_ticket"


class OpeningCrowded(Refused):
    """Too many come at once. Send the same again in {seconds} seconds."""

    fa = "خیلی‌ها هم‌زمان آمده‌اند. همین را {seconds} ثانیه دیگر دوباره بفرستید."
    status = 429
    code = "opening.crowded"


class OutcomeUnknown(Refused):
    """We do not know yet whether it arrived. Send the same again: you will not be counted twice."""

    fa = "هنوز نمی‌دانیم رسیده است یا نه. همین را دوباره بفرستید؛ دو بار شمرده نمی‌شوید."
    status = 503
    code = "opening.outcome_unknown"
