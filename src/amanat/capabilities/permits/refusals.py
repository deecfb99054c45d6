"""The ways the permits room says no. Codes with a dot are those of the guide."""

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
