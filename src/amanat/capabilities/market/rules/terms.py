"""Kinds of stops and what each of them does, said before anybody decides."""

from dataclasses import dataclass

from amanat.words.text import Text

PAUSE, STOP = "pause", "stop"
KINDS = {
    PAUSE: Text("مکث: فروش پیش‌فروش‌های باز می‌ایستد", "Pause: open pre-sales stand still"),
    STOP: Text(
        "توقف: پیش‌فروش، مجوز و سقف با هم می‌ایستد",
        "Stop: pre-sales, permits and the ceiling stand still together",
    ),
}
DECIDE_WORKING_DAYS = 1
LEAST_WORDS, LONGEST_WORDS = 10, 500
MOST_DAYS = 400  # In one go of the nightly job, and in one chart.
MOST_SHOWN = 100
LEAST_CELL = 5  # Figures of fewer payments are not shown to the public.
WEEKS_AHEAD = 12
PERIODS = (30, 90, 365)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a stop does at once, and what goes on all the same."""

    stops: tuple[Text, ...]
    goes_on: tuple[Text, ...]


_CAMPAIGNS = Text(
    "نام‌نویسی، نوبت خرید و فروش تازه در همهٔ پیش‌فروش‌های باز",
    "Registering, places in the queue and new sales in every open pre-sale",
)
_PERMITS = Text(
    "همهٔ مجوزهای پیش‌فروش؛ آگهی آن‌ها «ایستاده» نشان می‌دهد",
    "Every pre-sale permit; its adverts say “suspended”",
)
_CEILING = Text(
    "سقف: هیچ تعهد تازه‌ای زیر آن جا نمی‌گیرد", "The ceiling: no new promise fits under it"
)
_GOES_ON = (
    Text(
        "تحویل به خریداران و خسارت دیرکرد هر روز", "Deliveries, and compensation for each late day"
    ),
    Text("انصراف خریدار و برگشت پول او", "A buyer’s withdrawal and their money back"),
    Text("آزادشدن پول با پیشرفت تأییدشده", "Release of money against certified progress"),
    Text("شکایت و رسیدگی به آن", "Complaints, and decisions on them"),
)
EFFECTS = {
    PAUSE: Effect((_CAMPAIGNS,), _GOES_ON),
    STOP: Effect((_CAMPAIGNS, _PERMITS, _CEILING), _GOES_ON),
}
