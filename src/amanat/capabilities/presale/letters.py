"""What we write to a buyer: that the ticket is there, what the draw gave, whose turn it is."""

from amanat.words.text import Text

LETTERS = {
    "PresaleOfferMade": Text(
        "امانت: نوبت شما برای «{title}» رسید. تا {until} امضا و پرداخت کنید: {link}",
        "Amanat: it is your turn for “{title}”. Sign and pay by {until}: {link}",
    ),
    "PresaleOfferExtended": Text(
        "امانت: فروش «{title}» از سر گرفته شد؛ تا {until} وقت پرداخت دارید: {link}",
        "Amanat: the sale of “{title}” goes on. You have until {until} to pay: {link}",
    ),
    "PresaleOfferLapsed": Text(
        "امانت: مهلت پرداخت «{title}» گذشت و نوبت به نفر بعدی رسید: {link}",
        "Amanat: the time to pay for “{title}” passed; it went to the next: {link}",
    ),
}
TICKET = Text(
    "امانت: بلیت «{title}» را گرفتید. قرعه، نه زودتر از {when}: {link}",
    "Amanat: your ticket for “{title}”. The draw, not before {when}: {link}",
)
#  Whose ticket has a seat gets the offer itself.
WAITING = Text(
    "امانت: قرعهٔ «{title}» کشیده شد؛ در فهرست انتظار نفر {place} هستید: {link}",
    "Amanat: “{title}” is drawn. You are number {place} on the waiting list: {link}",
)
NOT_DRAWN = Text(
    "امانت: قرعه‌کشی «{title}» انجام شد و این بار به نام شما نیفتاد. اثبات قرعه: {link}",
    "Amanat: “{title}” is drawn, and not for you this time. Proof of the draw: {link}",
)
LONGEST_TITLE = 24


def shortened(title: str) -> str:
    """A title that leaves room for the rest of an SMS."""
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"
