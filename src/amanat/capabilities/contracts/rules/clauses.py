"""The contract in words: what both sides read, each money clause with its formula.

These sentences are part of the signed text. A later change here reaches no signed contract.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from amanat.capabilities.contracts.rules.terms import AT_DELIVERY, Lateness, Part, Terms
from amanat.words.exact import floor
from amanat.words.moments import spoken_date
from amanat.words.persian import persian_digits, persian_number
from amanat.words.text import Text

TENORS = {
    "contract_term": Text("هم‌مدت قرارداد", "of the contract's term"),
    "1y": Text("یک‌ساله", "of one year"),
    "3y": Text("سه‌ساله", "of three years"),
}


def clauses(terms: Terms) -> list[Text]:
    """Every clause in order. What both read is what both sign."""
    return [*_thing(terms), *_payments(terms), *_law(terms), *_ends(terms)]


def rial(units: int) -> Text:
    """«۱٬۵۰۰٬۰۰۰٬۰۰۰ ریال» or "1,500,000,000 rial": contracts speak in rial."""
    return Text(
        f"{persian_digits(f'{units:,}').replace(',', '٬')} ریال", f"{units:,} rial"
    )  # fmt: skip


def percent(share: Fraction) -> Text:
    """«۲٫۵ درصد» or "2.5 percent"; without an end, four places, the last one floored."""
    whole, rest = divmod(floor(share * 10**6), 10**4)
    places = f"{rest:04}".rstrip("0")
    number = f"{whole}.{places}" if places else f"{whole}"
    return Text(f"{persian_number(number)} درصد", f"{number} percent")


def day_of(day: date) -> Text:
    return Text(spoken_date(day, "fa"), spoken_date(day, "en"))


def joined(pattern: Text, **facts: Text | int) -> Text:
    """The sentence with each fact in its own language; whole numbers in its digits."""
    fa = {
        name: one.fa if isinstance(one, Text) else persian_digits(one)
        for name, one in facts.items()
    }
    en = {name: one.en if isinstance(one, Text) else str(one) for name, one in facts.items()}
    return Text(pattern.fa.format(**fa), pattern.en.format(**en))


def same(words: str) -> Text:
    """A name, which is the same in both languages."""
    return Text(words, words)


def _thing(terms: Terms) -> Iterator[Text]:
    yield joined(
        Text(
            "فروشنده «{maker}» {quantity} عدد «{title}» را با مجوز پیش‌فروش {permit} به خریدار "
            "می‌فروشد.",
            "The seller, “{maker}”, sells the buyer {quantity} of “{title}” under pre-sale permit "
            "{permit}.",
        ),
        maker=same(terms.business_name), quantity=terms.quantity, title=same(terms.title),
        permit=same(terms.permit),
    )  # fmt: skip
    yield joined(
        Text("قیمت هنگام ثبت‌نام {price} است.", "The price at sign-up is {price}."),
        price=rial(terms.price_units),
    )
    if terms.price_fixed_at == AT_DELIVERY:
        yield Text(
            "قیمت نهایی قیمت روز تحویل است، ولی سهم پرداخت‌شده از افزایش قیمت مصون است: "
            "ماندهٔ پرداخت = قیمت روز تحویل × (۱ − پرداخت‌شده ÷ قیمت هنگام ثبت‌نام).",
            "The final price is that of the delivery day, but the paid share is immune from "
            "rises: due = price at delivery × (1 − paid ÷ price at sign-up).",
        )
    else:
        yield Text(
            "این قیمت قطعی است و تا تحویل بالا نمی‌رود: "
            "ماندهٔ پرداخت = قیمت هنگام ثبت‌نام − پرداخت‌شده.",
            "This price is firm until delivery: due = price at sign-up − paid.",
        )
    yield joined(
        Text("تحویل حداکثر تا {day} است.", "Delivery is by {day} at the latest."),
        day=day_of(terms.delivery_day),
    )


def _payments(terms: Terms) -> Iterator[Text]:
    for part in terms.parts:
        yield _part(part)
    if terms.asked_units < terms.price_units:
        yield Text(
            "ماندهٔ قیمت پس از دعوت برای تحویل و پیش از تحویل پرداخت می‌شود.",
            "The rest is paid after the call for delivery and before the delivery.",
        )
    yield Text(
        "هر پرداخت به حساب پروژه می‌رود و تنها به اندازهٔ پیشرفتِ گواهی‌شده برای فروشنده آزاد می‌شود.",
        "Every payment goes into the project's account and is released to the seller only as far "
        "as certified progress allows.",
    )


def _part(part: Part) -> Text:
    if part.due_on is None:
        return joined(
            Text(
                "پرداخت نخست {units} است؛ قرارداد با رسیدن آن برقرار می‌شود.",
                "The first payment is {units}; with it the contract comes into force.",
            ),
            units=rial(part.units),
        )
    return joined(
        Text("قسط {number} به مبلغ {units} تا {day}.", "Instalment {number}: {units} by {day}."),
        number=part.number, units=rial(part.units), day=day_of(part.due_on),
    )  # fmt: skip


def _law(terms: Terms) -> Iterator[Text]:
    yield joined(
        Text(
            "اگر تحویل دیر شود، خسارت هر روز از روز پس از موعد حساب می‌شود: "
            "خسارت = پرداخت‌شده × {rate} در ماه × روزهای دیرکرد ÷ {month}.",
            "If delivery is late, compensation counts for each day after the promised one: "
            "compensation = paid × {rate} a month × late days ÷ {month}.",
        ),
        rate=monthly(terms.late), month=terms.late.month_days,
    )  # fmt: skip
    yield joined(
        Text(
            "خریدار تا پیش از دعوت برای تحویل هر روز می‌تواند انصراف دهد. اصل پول حداکثر "
            "{days} روزه برمی‌گردد و پس از {months} ماه از قرارداد سود هم دارد: "
            "سود = پرداخت‌شده × {annual} در سال × روزهای گذشته ÷ {year}.",
            "The buyer may leave on any day before the call. The principal comes back within "
            "{days} days and, from {months} month after the contract on, with profit: "
            "profit = paid × {annual} a year × days ÷ {year}.",
        ),
        days=terms.exit.repay_days, months=terms.exit.free_months,
        annual=percent(terms.exit.annual), year=terms.exit.year_days,
    )  # fmt: skip
    if terms.participation_annual:
        yield joined(
            Text(
                "خریدار در تولید شریک است و تا تحویل سود مشارکت روزشمار دارد: "
                "سود = پرداخت‌شده × {annual} در سال × روزهای گذشته ÷ {year}.",
                "The buyer is a partner in production and earns by day until delivery: "
                "profit = paid × {annual} a year × days ÷ {year}.",
            ),
            annual=percent(terms.participation_annual), year=terms.exit.year_days,
        )  # fmt: skip


def monthly(late: Lateness) -> Text:
    """«۲٫۵ درصد», or a twelfth of a deposit's rate and some more."""
    if late.tenor is None:
        return percent(late.monthly)
    return joined(
        Text(
            "(یک‌دوازدهم نرخ سپردهٔ {tenor} + {more})",
            "(a twelfth of the yearly rate of a deposit {tenor} + {more})",
        ),
        tenor=TENORS[late.tenor], more=percent(late.monthly),
    )  # fmt: skip


def _ends(terms: Terms) -> Iterator[Text]:
    if terms.most_assignments:
        yield joined(
            Text(
                "این قرارداد با موافقت فروشنده تا {most} بار به خریداری که شرط‌ها را دارد "
                "واگذارشدنی است.",
                "With the seller's consent it may be passed on up to {most} times, to a buyer who "
                "meets the conditions.",
            ),
            most=terms.most_assignments,
        )
    else:
        yield Text("این قرارداد واگذارشدنی نیست.", "This contract may not be passed on.")
    yield Text(
        "هر مبلغ یک بار در پایان به نزدیک‌ترین ریال گرد می‌شود و نیم‌ریال رو به بالا می‌رود.",
        "Each amount is rounded once, at the end, to the nearest rial; a half goes up.",
    )
    if terms.unconfirmed:
        yield joined(
            Text(
                "قاعده‌های تأییدنشده در این قرارداد که پیش‌فرض امانت‌اند: {rules}.",
                "Rules in this contract that are not confirmed yet: {rules}.",
            ),
            rules=Text("، ".join(terms.unconfirmed), ", ".join(terms.unconfirmed)),
        )
