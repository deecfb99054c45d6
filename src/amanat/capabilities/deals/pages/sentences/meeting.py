"""The words of a deal in which the two meet: nothing is shipped, nothing is on its way."""

from amanat.capabilities.deals.pages.sentences import ahead
from amanat.capabilities.deals.pages.sentences.now import Now
from amanat.words.text import Text

MEET = Text("دیدار، و تحویل با کد خریدار", "You meet; the buyer’s code hands the goods over")
NOW_IN_PERSON = {
    "agreed": Now(
        Text("پول در راه امانت", "Money on its way into escrow"),
        Text("نوبت شماست: پول را به امانت بسپارید", "Your turn: put the money into escrow"),
        Text("نوبت خریدار است که بپردازد. هنوز چیزی تحویل ندهید.",
             "The buyer's turn to pay. Do not hand anything over yet."),
    ),
    "funded": Now(
        Text("قرار دیدار و تحویل", "To meet and hand over"),
        Text("پول امن است؛ نوبت شماست: قرار بگذارید و کالا را تحویل دهید",
             "The money is safe. Your turn: meet and hand the goods over"),
        Text("همدیگر را ببینید؛ کالا را که گرفتید، کد را نشان دهید",
             "Meet; when you have the goods in hand, show the code"),
    ),
}  # fmt: skip


def ahead_in_person(steps: tuple[Text, ...]) -> tuple[Text, ...]:
    """The plain path, with one meeting instead of shipping and arriving."""
    left = [MEET if step == ahead.SHIP else step for step in steps]
    return tuple(step for step in left if step != ahead.RECEIVE)
