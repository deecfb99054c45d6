"""What we write to a buyer whose turn it is. Who waits is not written to: there may be millions."""

from amanat.words.text import Text

LETTERS = {
    "OfferMade": Text(
        "امانت: نوبت شما برای «{title}» رسید. تا {until} امضا و پرداخت کنید: {link}",
        "Amanat: it is your turn for “{title}”. Sign and pay by {until}: {link}",
    ),
    "OfferExtended": Text(
        "امانت: فروش «{title}» از سر گرفته شد؛ تا {until} وقت پرداخت دارید: {link}",
        "Amanat: the sale of “{title}” goes on. You have until {until} to pay: {link}",
    ),
    "OfferLapsed": Text(
        "امانت: مهلت پرداخت «{title}» گذشت و نوبت به نفر بعدی رسید: {link}",
        "Amanat: the time to pay for “{title}” passed; it went to the next: {link}",
    ),
}
LONGEST_TITLE = 24


def shortened(title: str) -> str:
    """A title that leaves room for the rest of an SMS."""
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"
