"""What a ceiling is made of, in words, and how much of each thing there may be."""

from datetime import date, datetime, time, timedelta

from amanat.capabilities.ceilings.rules.formula import CONDUCT, HAND, MISSING, NOT_RANKED
from amanat.words.moments import TEHRAN
from amanat.words.text import Text

FACTS = {
    "revenue": Text("درآمد حسابرسی‌شدهٔ سال گذشته", "Audited revenue of the last year"),
    "capacity": Text("ظرفیت تأییدشده تا پایان تحویل", "Certified capacity until delivery"),
    "backlog": Text("تعهد تحویل‌نشدهٔ پیشین", "Earlier promises not delivered"),
    "asset": Text("موجودی خزانه یا انبار", "What lies in vault or store"),
}
COLLATERAL = {
    "cash_deposit": Text("سپردهٔ نقدی", "Cash deposit"),
    "bank_guarantee": Text("ضمانت‌نامهٔ بانکی", "Bank guarantee"),
    "insurance": Text("بیمه‌نامه", "Insurance"),
    "bond": Text("اوراق بهادار", "Bonds"),
    "real_estate": Text("وثیقهٔ ملکی", "Real estate"),
}
KINDS = FACTS | COLLATERAL
CAPS = {
    "rank": Text("رتبه", "the rank"),
    "turnover": Text("درآمد سالانه", "the yearly revenue"),
    "capacity": Text("ظرفیت تحویل", "the capacity to deliver"),
    "asset": Text("موجودی خزانه یا انبار", "what lies in vault or store"),
    CONDUCT: Text("ضریب رفتار که صفر است", "conduct, whose factor is zero"),
    HAND: Text("تصمیم دو کارشناس", "a decision of two officers"),
}
GATES = {
    "identity": Text("هویت کسب‌وکار تأیید نشده است", "the business is not confirmed"),
    "seal": Text("نماد برقرار نیست", "the seal is not in force"),
    "licence": Text("پروانه‌ای معتبر نیست", "a licence is missing or over"),
    "domain": Text("دامنه‌ای اثبات نشده است", "no domain is proven"),
    "activity": Text("فعالیت ممنوع است", "the activity is prohibited"),
    "no_activity": Text("فعالیتی ثبت نشده است", "no activity is registered"),
    "finding": Text("یافتهٔ بحرانی باز است", "a critical finding is open"),
    "stale": Text("امتیاز تازه نیست", "the score is not fresh"),
    NOT_RANKED: Text("هنوز رتبه ندارد", "it is not ranked yet"),
    "missing_revenue": Text("درآمد تأییدشده نداریم", "no verified revenue"),
    "missing_age": Text("تاریخ تأسیس را نداریم", "no date of founding"),
    "missing_capacity": Text("ظرفیت تأییدشده نداریم", "no verified capacity"),
    "missing_asset": Text("موجودی تأییدشده نداریم", "no verified stock"),
}
RAISED_BY = {
    "rank": Text("با رتبهٔ بالاتر: شکایت‌ها را پاسخ دهید و به‌موقع تحویل کنید.",
                 "With a higher rank: answer complaints and deliver on time."),
    "turnover": Text("با صورت مالی تازه، اگر درآمد بیشتر شده است، یا با تضمین.",
                     "With a newer statement, if revenue grew, or with collateral."),
    "capacity": Text("با گواهی ظرفیتِ تازه از مرجعی مستقل، یا با تحویل تعهدهای پیشین.",
                     "With a newer, independent capacity certificate, or by delivering."),
    "asset": Text("با گزارش تازهٔ خزانه‌دار مستقل.", "With a newer report of the vault’s keeper."),
    CONDUCT: Text("با امتیاز ۴۰ یا بیشتر؛ تا آن هنگام فقط تضمین به حساب می‌آید.",
                  "With a score of 40 or more; until then only collateral counts."),
    HAND: Text("دو کارشناس پایین‌تر از فرمول گذاشته‌اند؛ دلیلش در تاریخچه است.",
               "Two officers set it below the formula; the history says why."),
}  # fmt: skip
FREEZES = {
    "burst": Text("شکایت‌های ناگهانی", "A burst of complaints"),
    "radar": Text("یافتهٔ پایش بازار", "A finding of the market watch"),
    "inquiry": Text("بررسی کارشناس", "An officer’s inquiry"),
}
CHANGES = {
    "set": Text("پایین‌گذاشتن سقف با دست", "Hold the ceiling lower by hand"),
    "lift": Text("برداشتن سقفِ دستی", "Lift the figure set by hand"),
    "freeze": Text("بستن سقف", "Freeze"),
    "unfreeze": Text("بازکردن سقف", "Unfreeze"),
}
REFUSALS = {
    "unproven": Text("سند آن را ثابت نمی‌کند", "The paper does not prove it"),
    "differs": Text("با پاسخ صادرکننده نمی‌خواند", "Its issuer says otherwise"),
    "not_independent": Text("تأییدکننده مستقل نیست", "Its certifier is not independent"),
    "over": Text("اعتبارش گذشته است", "It is over"),
}
MOST_UNITS = 10**14  # Of one input: a ceiling of many inputs still fits the ledger's counters.
MOST_INPUTS = 50
LONGEST_NAME = 120
LONGEST_NUMBER = 60
LEAST_WORDS = 10
LONGEST_WORDS = 1_000
LONGEST_DAYS = 1_096
STOCK_DAYS = 1
CHECK_WORKING_DAYS = 5
TOP_UP_WORKING_DAYS = 2
DECIDE_WORKING_DAYS = 5
WARNED_BEFORE = timedelta(days=30)
EFFECT_WITHIN_DAYS = 30


def days_of(kind: str) -> int:
    """How far ahead a paper of this kind may end: what lies in a vault is told every day."""
    return STOCK_DAYS if kind == "asset" else LONGEST_DAYS


def end_of(day: date) -> datetime:
    """The moment at which a day is over in Tehran."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=TEHRAN)


def why(name: str) -> Text:
    """A cap or a gate in words: whatever binds a ceiling."""
    return CAPS.get(name) or GATES[name]


def how_to_raise(name: str) -> Text:
    """What its holder can do about what binds."""
    if name in RAISED_BY:
        return RAISED_BY[name]
    if name.startswith(MISSING):
        return Text("آن را اظهار کنید و سندش را بدهید.", "Declare it, with its paper.")
    return Text("نخست این را درست کنید؛ تا آن هنگام سقف صفر است.",
                "Mend this first; until then the ceiling is zero.")  # fmt: skip
