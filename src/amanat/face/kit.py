"""The living kit: every component on one page, for whoever builds pages and for the checks.

Sandbox only. Names, sums and codes on it are samples.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amanat.face import forms
from amanat.face.charts import GRID, tile_map
from amanat.face.gap import Gap, Line, gap
from amanat.kernel.clock import time as clock
from amanat.words.refusal import NotFound
from amanat.words.text import Text

TONES = {
    "due": Text("نوبت شماست", "Your turn"),
    "held": Text("نزد امانت", "Held"),
    "released": Text("آزاد شد", "Released"),
    "dispute": Text("در اختلاف", "In dispute"),
    "refund": Text("برگشت به خریدار", "Refunded"),
    "neutral": Text("پیش‌نویس", "Draft"),
}
LEFT = timedelta(days=3, hours=5)
RUN_PERCENT = 35
PRICE_UNITS = 1_860_000_000


class SampleForm(forms.Form):
    """Each kind of field; some of what is typed into it is wrong."""

    title = forms.TextField(Text("کالا", "Goods"), longest=80)
    price = forms.TomanField(Text("بهای کالا", "Price"), Text("به تومان", "In toman"))
    days = forms.WholeNumberField(Text("مهلت بررسی", "Days to inspect"), least=1, most=15)
    phone = forms.MobileField(Text("شمارهٔ همراه", "Mobile number"))
    sheba = forms.ShebaField(Text("شمارهٔ شبا", "Sheba number"))
    code = forms.CodeField(Text("کد پیامکی", "Code from the SMS"))
    fee = forms.ChoiceField(
        Text("کارمزد با کیست؟", "Who pays the fee?"),
        {"buyer": Text("خریدار", "Buyer"), "half": Text("نیم‌به‌نیم", "Half each")},
    )
    photo = forms.FilesField(Text("عکس", "Pictures"), most=3, required=False)
    agree = forms.TickField(Text("شرایط را خوانده‌ام", "I have read the terms"))


TYPED = {
    "title": "دستگاه برش لیزر رومیزی",
    "price": "۱۸۶٬۰۰۰٬۰۰۰",
    "days": "۲۰",
    "phone": "۰۹۱۲۳۴۵۶۷۸۹",
    "sheba": "IR12 0170 0000 0012 3456 7890 0",
    "fee": "half",
    "agree": "on",
}


@dataclass(frozen=True, slots=True)
class SampleClock:
    due_at: datetime
    left: timedelta = LEFT
    run_percent: int = RUN_PERCENT


def sample_gap() -> Gap:
    """A seller that sold faster than it delivered, and stayed below the ceiling."""
    sold, made = [0, 120, 300, 520, 700, 780], [0, 20, 60, 140, 260, 400]
    return gap(
        Text(
            "نمونه: ۳۸۰ میلیون تومان هنوز بدهکار است", "A sample: 380 million toman are still owed"
        ),
        Text("جمعِ فروش و تحویل، به میلیون تومان", "Running totals, in million toman"),
        Line(Text("فروخته", "Sold"), sold),
        Line(Text("تحویل‌شده", "Delivered"), made),
        Line(Text("سقف", "Ceiling"), [one + 500 for one in made]),
        Text("تعهد باز", "Open promises"),
        {0: Text("۱ مهر", "23 Sep"), 5: Text("۱ آذر", "22 Nov")},
    )


def kit(request: HttpRequest) -> HttpResponse:
    """Every component, in the page's language."""
    if not settings.SANDBOX:
        raise NotFound
    at = clock.now()
    names = {number: short for number, (_, _, short) in GRID.items()}
    shown = {
        "tones": TONES.items(),
        "form": SampleForm(TYPED | {"price": request.GET.get("price", TYPED["price"])}),
        "clock": SampleClock(at + LEFT),
        "at": at,
        "parts": {"you": PRICE_UNITS // 10, "held": PRICE_UNITS * 6 // 10},
        "paid": PRICE_UNITS * 3 // 10,
        "total": PRICE_UNITS,
        "map": tile_map(
            Text("نمونهٔ نقشه: هر استان یک خانه", "A sample map: one tile for each province"),
            Text("شمارهٔ هر استان؛ باختر در سمت چپ", "The number of each province"),
            names,
            {number: number for number in GRID},
        ),
        "gap": sample_gap(),
    }
    return render(request, "kit.html", shown)
