"""Facts that nothing follows, of rooms that have many: beside the rows of `reactions`."""

from amanat.capabilities.businesses import events as business
from amanat.capabilities.lab import events as lab
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

#  Rooms above read what a business is at the moment they act; these need no reaction.
OF_BUSINESSES: frozenset[type[Event]] = frozenset(
    {
        business.ActivityAdded,
        business.ActivityEnded,
        business.BusinessAccountAdded,
        business.BusinessAccountEnded,
        business.BusinessClosed,
        business.BusinessConfirmed,
        business.BusinessRegistered,
        business.BusinessTurnedDown,
        business.DomainAdded,
        business.DomainDropped,
        business.DomainLost,
        business.DomainProofMissing,
        business.DomainProven,
        business.DomainStillProven,
        business.MandateEnded,
        business.MandateGiven,
        business.OfficerConflictDeclared,
        business.OfficerConflictEnded,
        business.OwnerEnded,
        business.OwnerNamed,
        business.PremisesNamed,
        business.TradeLicenceAdded,
        business.TradeLicenceConfirmed,
        business.TradeLicenceEnded,
        business.TradeLicenceTakenBack,
        business.TradeLicenceTurnedDown,
    }
)

#  A trial changes nothing: whoever asked opens it again.
OF_LAB: frozenset[type[Event]] = frozenset({lab.TrialAsked, lab.TrialFinished})
