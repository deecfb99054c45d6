"""What a maker announces, what a buyer says and chooses, what the desk and the keepers type."""

from datetime import date
from typing import Any

from amanat.capabilities.presale.actions.campaigns import LONGEST_REASON, STEPS
from amanat.capabilities.presale.actions.enlist import MOST_PLATES, MOST_YEARS
from amanat.capabilities.presale.rules.window import MAKERS, MOST_SEATS, PARTIES
from amanat.capabilities.presale.states import CAMPAIGN, FIRST_COME, KINDS, LOTTERY
from amanat.face import forms
from amanat.face.say import language
from amanat.words.act import Role
from amanat.words.moments import read_day, typed_date
from amanat.words.text import Text

LONGEST_DAY = 20
SECRET_CHARACTERS = 64
NO_SUCH_DAY = Text("چنین روزی نیست.", "There is no such day.")
DAY_HINT = Text("برای نمونه ۱۴۰۵/۹/۳", "For example 2026-11-24")
YES_NO = {"yes": Text("بله", "Yes"), "no": Text("نه", "No")}
ONE_SEAT = Text("دست‌کم یک عدد برای فروش بگذارید.", "Offer at least one unit.")
IN_A_LOTTERY = Text(
    "گروه‌ها فقط در قرعه‌کشی سهم جدا دارند؛ اینجا خالی بگذارید.",
    "Groups have seats of their own in a lottery alone; leave it empty here.",
)
OF_VEHICLES = ("first_car", "old_car", "maker")
EMPTY = Text("صفر یا خالی: این گروه نباشد.", "Zero or empty: no such group.")


class DayField(forms.TextField):
    """A day, Jalali or Gregorian."""

    def __init__(self, label: Text, hint: Text | None = DAY_HINT, **options: Any) -> None:
        super().__init__(label, hint, longest=LONGEST_DAY, ltr=True, **options)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        day = read_day(typed)
        if day is None:
            raise forms.wrong(NO_SUCH_DAY)
        return day

    def prepare_value(self, value: Any) -> Any:
        return typed_date(value, language()) if isinstance(value, date) else value


class AnnounceForm(forms.Form):
    """When, how, and for whom; cars have groups and makers that other goods do not."""

    def __init__(self, *args: Any, is_vehicle: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not is_vehicle:
            for name in OF_VEHICLES:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """At least one seat; groups have their order in a lottery alone."""
        data = super().clean() or self.cleaned_data
        named = {name: data.get(name) or 0 for name in ("seats", "first_car", "old_car")}
        if "seats" in data and not sum(named.values()):
            self.add_error("seats", forms.wrong(ONE_SEAT))
        groups = [name for name in ("first_car", "old_car") if named[name]]
        if groups and data.get("kind") == FIRST_COME:
            self.add_error(groups[0], forms.wrong(IN_A_LOTTERY))
        return data

    kind = forms.ChoiceField(Text("چگونه؟", "How?"), KINDS, initial=LOTTERY)
    opens_at = DayField(Text("روز بازشدن", "Opens on"))
    closes_at = DayField(Text("روز بسته‌شدن", "Closes on"))
    hour = forms.WholeNumberField(Text("ساعت (هر دو)", "Hour (both)"), least=0, most=23, initial=9)
    seats = forms.WholeNumberField(
        Text("سهم همگان", "Seats for everybody"), least=0, most=MOST_SEATS
    )
    first_car = forms.WholeNumberField(
        Text("سهم کسانی که خودرو ندارند", "Seats for people without a car"), EMPTY,
        least=0, most=MOST_SEATS, required=False,
    )  # fmt: skip
    old_car = forms.WholeNumberField(
        Text("سهم دارندگان خودروی فرسوده", "Seats for owners of an old car"), EMPTY,
        least=0, most=MOST_SEATS, required=False,
    )  # fmt: skip
    maker = forms.SelectField(Text("خودروساز", "Maker"), MAKERS, initial="other")


class FileForm(forms.Form):
    born_on = DayField(Text("زادروز", "Birthday"))
    has_licence = forms.ChoiceField(
        Text("گواهینامهٔ رانندگی دارید؟", "Do you hold a driving licence?"), YES_NO
    )
    plates = forms.WholeNumberField(
        Text("چند پلاک فعال به نام شماست؟", "How many active plates do you have?"),
        least=0, most=MOST_PLATES, initial=0,
    )  # fmt: skip
    youngest_vehicle_years = forms.WholeNumberField(
        Text("تازه‌ترین خودروی شما چند سال دارد؟", "How old is your newest car, in years?"),
        Text("اگر پلاکی ندارید خالی بگذارید.", "Leave empty without a plate."),
        least=0, most=MOST_YEARS, required=False,
    )  # fmt: skip
    last_purchase_on = DayField(
        Text("آخرین خرید شما از خودروساز", "Your last purchase from a maker"),
        Text("اگر نخریده‌اید خالی بگذارید.", "Leave empty when there was none."), required=False,
    )  # fmt: skip
    last_purchase_maker = forms.SelectField(
        Text("از کدام؟", "From which one?"), MAKERS, required=False
    )


class ChoiceForm(forms.Form):
    """Which colour; it keeps what the buyer wishes for, and says nothing of when."""

    def __init__(self, data: Any = None, *, colours: tuple[str, ...], **options: Any) -> None:
        super().__init__(data, **options)
        named = {str(n): Text(colour, colour) for n, colour in enumerate(colours)}
        self.fields["choice"] = forms.ChoiceField(
            Text("رنگ", "Colour"), named or {"0": Text("بی‌انتخاب", "No choice")}, initial="0"
        )


class EnlistForm(forms.Form):
    choice = forms.HiddenField()
    read = forms.TickField(
        Text(
            "آنچه گفته‌ام درست است و شرایط را خوانده‌ام",
            "What I said is true, and I have read the conditions",
        )
    )


class HolderForm(forms.Form):
    party = forms.SelectField(Text("طرف", "Party"), PARTIES)
    phone = forms.MobileField(Text("شمارهٔ نگه‌دارندهٔ راز", "Phone of who keeps the secret"))


class StepForm(forms.Form):
    """What two people may do with a campaign in its state."""

    def __init__(self, *args: Any, state: str, **more: Any) -> None:
        super().__init__(*args, **more)
        open_now = CAMPAIGN.open_to(Role.SUPERVISOR, state)
        labels = {step: CAMPAIGN.verbs[f"{step}_campaign"] for step in STEPS}
        self.fields["step"] = forms.ChoiceField(
            Text("چه بشود؟", "What is to be done?"),
            {step: label for step, label in labels.items() if f"{step}_campaign" in open_now},
        )
        self.order_fields(["step", "words"])

    words = forms.TextField(
        Text("دلیل", "Reason"), Text("همه آن را می‌خوانند.", "Everybody reads it."),
        longest=LONGEST_REASON, rows=3,
    )  # fmt: skip


class PressForm(forms.Form):
    """A button, with its token."""


class LockForm(forms.Form):
    secret = forms.TextField(
        Text("راز شما (اختیاری)", "Your secret (optional)"),
        Text("۶۴ رقم هگزادسیمال. خالی: تاس می‌ریزیم.", "64 hex digits. Empty: we throw dice."),
        longest=SECRET_CHARACTERS, ltr=True, required=False,
    )  # fmt: skip


class OpenForm(forms.Form):
    secret = forms.TextField(
        Text("رازی که قفل کردید", "The secret you locked"), longest=SECRET_CHARACTERS, ltr=True
    )
