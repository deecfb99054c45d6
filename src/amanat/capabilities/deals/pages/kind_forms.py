"""The questions that each kind of thing brings with it, and the forms of its hand-over."""

from typing import Any

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.pages.forms import (
    HOURS_PER_DAY,
    PROBLEMS,
    WANTS,
    DeliveryForm,
    ItemForm,
    PriceForm,
)
from amanat.capabilities.deals.rules import (
    ACCOUNT,
    CODE,
    COIN,
    COSTS,
    DOMAIN,
    DOMAIN_IR,
    GOODS,
    KINDS,
    LONGEST_ADDRESS,
    LONGEST_CHECK,
    LONGEST_DOMAIN,
    LONGEST_NAME,
    MOST_CHECKS,
    MOST_FILES,
    NETWORKS,
    OPTIONAL_PROMISES,
    POINTS,
    PROMISES,
    RECOVERY_HOURS,
    SECRET_KINDS,
    SWITCHED_ON,
    problems_of,
)
from amanat.face import forms
from amanat.face.say import later
from amanat.words.text import Text

LONGEST_SECRET = 2_000
LONGEST_HANDLE = 40
LONGEST_AMOUNT = 32
PAYERS = dict(zip(COSTS, (
    Text("خریدار", "The buyer"), Text("فروشنده", "The seller"), Text("نیم‌به‌نیم", "Half each"),
), strict=True))  # fmt: skip
POINT_WORDS = dict(zip(POINTS, (
    Text("ایمیل حساب به ایمیل خریدار عوض شود", "The account’s e-mail becomes the buyer’s"),
    Text("ورود دومرحله‌ای فروشنده خاموش شود", "The seller’s two-factor sign-in is switched off"),
    Text("اطلاعات بازیابی سپرده شود", "The recovery data is handed over"),
), strict=True))  # fmt: skip
ONE_POINT = Text("دست‌کم یکی از این سه را برگزینید.", "Choose at least one of these three.")
CHECKS = Text("خریدار چه چیزهایی را بسنجد؟", "What should the buyer check?")
CHECKS_HINT = Text("هر خط یک نکته؛ می‌توانید خالی بگذارید.", "One point a line; may stay empty.")
SILENCE = Text(
    "از دیدن آن. اگر خریدار کاری نکند، پول به فروشنده می‌رسد.",
    "Counted from the first look. In silence the money goes to the seller.",
)


def _days(name: str, kind: str, label: Text, hint: Text) -> forms.WholeNumberField:
    """A window of this kind, asked in days."""
    of = KINDS[kind]
    hours = of.ship_hours if name == "ship" else of.inspection_hours
    usual = of.usual_ship_hours if name == "ship" else of.usual_inspection_hours
    return forms.WholeNumberField(
        label,
        hint,
        least=max(1, hours[0] // HOURS_PER_DAY),
        most=hours[-1] // HOURS_PER_DAY,
        initial=usual // HOURS_PER_DAY,
    )


def _checks() -> forms.LinesField:
    return forms.LinesField(
        CHECKS, CHECKS_HINT, most=MOST_CHECKS, longest=LONGEST_CHECK, required=False
    )


class KindForm(ItemForm):
    """The first question: what kind of thing, and what."""

    kind = forms.ChoiceField(
        Text("چه نوع چیزی است؟", "What kind of thing is it?"),
        {code: KINDS[code].says for code in SWITCHED_ON},
        initial=GOODS,
    )
    field_order = ("kind",)

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        offered = {code: KINDS[code].says for code in queries.kinds_on()}
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, later(text)) for code, text in offered.items()]


class CodeForm(forms.Form):
    provider = forms.TextField(
        Text("کد کجا به کار می‌آید؟", "Where is the code used?"),
        Text("نام فروشگاه، بازی یا سایت.", "The name of the shop, game or site."),
        longest=LONGEST_NAME,
    )
    inspection_hours = forms.WholeNumberField(
        Text("مهلت آزمودن کد، به ساعت", "Hours to try the code"),
        SILENCE,
        least=KINDS[CODE].inspection_hours[0],
        most=KINDS[CODE].inspection_hours[-1],
        initial=KINDS[CODE].usual_inspection_hours,
    )
    checks = _checks()


class AccountForm(forms.Form):
    game = forms.TextField(Text("نام بازی", "Name of the game"), longest=LONGEST_NAME)
    mail_changed = forms.TickField(POINT_WORDS["mail_changed"], required=False, initial=True)
    two_factor_off = forms.TickField(POINT_WORDS["two_factor_off"], required=False, initial=True)
    recovery_given = forms.TickField(POINT_WORDS["recovery_given"], required=False, initial=True)
    ship_days = _days(
        "ship", ACCOUNT, Text("مهلت سپردن حساب، به روز", "Days to hand the account over"),
        Text("از رسیدن پول به امانت.", "Counted from when the money is held."),
    )  # fmt: skip
    inspection_days = _days(
        "inspection", ACCOUNT, Text("مهلت بررسی حساب، به روز", "Days to inspect the account"),
        SILENCE,
    )  # fmt: skip
    recovery_hours = forms.WholeNumberField(
        Text("پس از تأیید، پول چند ساعت بماند؟", "Hours the money waits after approval"),
        Text("تا اگر حساب پس گرفته شد، خریدار بتواند گزارش دهد.",
             "So that the buyer can report it if the account is taken back."),
        least=RECOVERY_HOURS[0], most=RECOVERY_HOURS[-1], initial=72,
    )  # fmt: skip
    checks = _checks()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not any(data.get(point) for point in POINTS):
            self.add_error("mail_changed", forms.wrong(ONE_POINT))
        return data


class _DomainForm(forms.Form):
    domain = forms.TextField(
        Text("نام دامنه", "Name of the domain"),
        Text("مانند example.com، بی http.", "Like example.com, without http."),
        longest=LONGEST_DOMAIN,
        ltr=True,
    )
    transfer_cost = forms.ChoiceField(
        Text("هزینهٔ انتقال با کیست؟", "Who pays for the transfer?"), PAYERS, initial="buyer"
    )
    renewal_cost = forms.ChoiceField(
        Text("هزینهٔ تمدید با کیست؟", "Who pays for the renewal?"), PAYERS, initial="buyer"
    )


TRANSFER = Text("مهلت انتقال، به روز", "Days for the transfer")
FROM_THE_CODE = Text("از سپردن کد انتقال.", "Counted from when the transfer code is handed over.")
INSPECT = Text("مهلت بررسی خریدار، به روز", "Days for the buyer to inspect")
FROM_THE_TRANSFER = Text(
    "از رسیدن دامنه. اگر خریدار کاری نکند، پول به فروشنده می‌رسد.",
    "Counted from the transfer. In silence the money goes to the seller.",
)


class DomainIrForm(_DomainForm):
    ship_days = _days("ship", DOMAIN_IR, TRANSFER, FROM_THE_CODE)
    inspection_days = _days("inspection", DOMAIN_IR, INSPECT, FROM_THE_TRANSFER)


class DomainForm(_DomainForm):
    ship_days = _days("ship", DOMAIN, TRANSFER, FROM_THE_CODE)
    inspection_days = _days("inspection", DOMAIN, INSPECT, FROM_THE_TRANSFER)


class CoinForm(forms.Form):
    """What coins, how many, and where to. Hours are those of the kind."""

    network = forms.ChoiceField(
        Text("کدام رمزارز، روی کدام شبکه؟", "Which currency, on which network?"),
        {code: network.says for code, network in NETWORKS.items()},
    )
    amount = forms.TextField(
        Text("مقدار", "Amount"),
        Text("با نقطهٔ اعشار.", "With a decimal point."),
        longest=LONGEST_AMOUNT,
        ltr=True,
    )
    address = forms.TextField(
        Text("نشانی خریدار", "The buyer’s address"),
        Text(
            "آن را کپی کنید؛ فروشنده یک‌راست به همین می‌فرستد.",
            "Copy it; the seller sends straight to it.",
        ),
        longest=LONGEST_ADDRESS,
        ltr=True,
    )


DELIVERY_FORMS: dict[str, type[forms.Form]] = {
    GOODS: DeliveryForm,
    CODE: CodeForm,
    COIN: CoinForm,
    ACCOUNT: AccountForm,
    DOMAIN_IR: DomainIrForm,
    DOMAIN: DomainForm,
}


def delivery_form(kind: str) -> type[forms.Form]:
    """The questions about handing this kind of thing over."""
    return DELIVERY_FORMS.get(kind, DeliveryForm)


def counter_form(kind: str) -> type[forms.Form]:
    """Every term of this kind at once: change what you want to change."""
    return type("CounterForm", (ItemForm, PriceForm, delivery_form(kind)), {})


class SureForm(forms.Form):
    """Asked once more: a price ten times off is ticked to be meant."""

    is_meant = forms.TickField(
        Text("این بها را دیدم و همین را می‌خواهم", "I have looked at this price, and I mean it"),
        required=False,
    )


def sure_counter_form(kind: str) -> type[forms.Form]:
    return type("SureCounterForm", (counter_form(kind), SureForm), {})


def with_promises(kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    """What a form of this kind collected, with its promises gathered under `more`."""
    names = PROMISES.get(kind, {}) | OPTIONAL_PROMISES.get(kind, {})
    if not names or not set(fields) & {*names, *POINTS}:
        return fields
    fields = dict(fields)
    if "points" in names:
        fields["points"] = [point for point in POINTS if fields.pop(point, False)]
    more = {name: fields.pop(name) for name in names if name in fields}
    more = {name: said for name, said in more.items() if said != ""}
    usual = {
        "ship_hours": KINDS[kind].usual_ship_hours,
        "inspection_hours": KINDS[kind].usual_inspection_hours,
    }
    hours = {name: length for name, length in usual.items() if name not in fields}
    way = {"delivery": "online"} if kind in {COIN, *SECRET_KINDS} else {}
    return {**fields, **hours, **way, "more": more}


def without_promises(fields: dict[str, Any]) -> dict[str, Any]:
    """The other way round: what was promised, as the forms show it again."""
    typed = dict(fields)
    more = typed.pop("more", {})
    points = more.get("points")
    ticked = {} if points is None else {point: point in points for point in POINTS}
    return {**typed, **more, **ticked}


class SecretField(forms.TextField):
    """Something to be sealed: kept as it is typed, letter for letter."""

    def __init__(self, label: Text, hint: Text, *, rows: int = 1) -> None:
        super().__init__(label, hint, longest=LONGEST_SECRET, rows=rows, ltr=True)
        self.widget.attrs |= {
            "autocomplete": "off", "spellcheck": "false", "autocapitalize": "off", "dir": "ltr",
        }  # fmt: skip

    def clean(self, value: Any) -> str:
        text = str(value or "").replace("\r\n", "\n").strip()
        self.validate(text)
        if len(text) > self.longest:
            raise forms.wrong(forms.TOO_LONG, most=self.longest, now=len(text))
        return text


HIDDEN_FROM_ALL = Text(
    "رمزنگاری می‌شود و جز به خریدار، پس از پرداخت، به هیچ‌کس نشان داده نمی‌شود.",
    "It is encrypted, and shown to nobody but the buyer, after paying.",
)


class SealForm(forms.Form):
    secret = SecretField(Text("کد", "The code"), HIDDEN_FROM_ALL)


class TransferCodeForm(forms.Form):
    secret = SecretField(Text("پین یا کد انتقال", "The PIN or transfer code"), HIDDEN_FROM_ALL)


class BundleForm(forms.Form):
    """An account's sign-in details; the points that were agreed are added as boxes."""

    secret = SecretField(
        Text("مشخصات ورود، هر چیز در یک خط", "The sign-in details, one on a line"),
        HIDDEN_FROM_ALL,
        rows=5,
    )


class HandleForm(forms.Form):
    handle = forms.TextField(
        Text("شناسهٔ شما نزد ثبت‌کنندهٔ دامنه", "Your handle at the registry"),
        Text(
            "مانند ab123-irnic. با آن، رسیدن دامنه خودکار ثابت می‌شود.",
            "Like ab123-irnic. With it the arrival of the domain is proven by itself.",
        ),
        longest=LONGEST_HANDLE,
        ltr=True,
    )


class OptionalHandleForm(forms.Form):
    handle = forms.TextField(
        Text("شناسهٔ شما نزد ثبت‌کنندهٔ دامنه", "Your handle at the registry"),
        Text(
            "اگر دارید؛ با آن، رسیدن دامنه خودکار ثابت می‌شود.",
            "If you have one; with it the arrival of the domain is proven by itself.",
        ),
        longest=LONGEST_HANDLE,
        ltr=True,
        required=False,
    )


def with_points(form: type[forms.Form], points: list[str]) -> type[forms.Form]:
    """The form with a box to tick for each agreed point."""
    boxes = {point: forms.TickField(POINT_WORDS[point]) for point in points}
    return type(form.__name__, (form,), boxes)


def report_form(kind: str) -> type[forms.Form]:
    """What can be wrong with this kind of thing."""
    fields = {
        "kind": forms.ChoiceField(
            Text("چه شده است؟", "What is wrong?"), {one: PROBLEMS[one] for one in problems_of(kind)}
        ),
        "words": forms.TextField(
            Text("با جمله‌های خودتان بنویسید", "Tell it in your own words"), longest=2_000, rows=4
        ),
        "wants": forms.ChoiceField(Text("چه می‌خواهید؟", "What do you want?"), WANTS),
        "pictures": forms.FilesField(Text("عکس", "Pictures"), most=MOST_FILES, required=False),
    }
    return type("ReportForm", (forms.Form,), fields)
