"""Facts that nothing follows, of rooms that have many: beside the rows of `reactions`."""

from amanat.capabilities.payments import events as payment
from amanat.capabilities.reconciliation import events as books
from amanat.words.event import Event

#  What follows from a difference is the halt, in the same commit.
OF_BOOKS_AND_HALT: frozenset[type[Event]] = frozenset(
    {
        payment.BatchKeptBack,
        payment.HaltKept,
        payment.RestartAsked,
        books.CorrectionMoved,
        books.CorrectionProposed,
        books.CorrectionTurnedDown,
        books.CorrectionWritten,
        books.DayClosed,
        books.GatewayListRead,
        books.ItemCleared,
        books.ItemDecided,
        books.ItemExplained,
        books.ItemFound,
        books.ItemFoundAgain,
        books.ItemMatched,
        books.ItemMoved,
        books.ItemTaken,
        books.LineMatched,
        books.StatementRead,
    }
)
