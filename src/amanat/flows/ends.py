"""Facts that nothing follows, of rooms that have many: beside the rows of `reactions`."""

from amanat.capabilities.businesses import events as business
from amanat.capabilities.payments import events as payment
from amanat.capabilities.reconciliation import events as books
from amanat.capabilities.registry import events as registry
from amanat.capabilities.seals import events as seal
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
        business.BusinessRegistered,
        business.BusinessTurnedDown,
        business.DomainAdded,
        business.DomainProofMissing,
        business.DomainStillProven,
        business.MandateEnded,
        business.MandateGiven,
        business.OfficerConflictDeclared,
        business.OfficerConflictEnded,
        business.OwnerEnded,
        business.OwnerNamed,
        business.PremisesNamed,
        business.TradeLicenceAdded,
        business.TradeLicenceTakenBack,
        business.TradeLicenceTurnedDown,
    }
)

#  The registry stands on top: whoever wants to know of its facts reads them there.
OF_REGISTRY: frozenset[type[Event]] = frozenset(
    {
        registry.BadgeCodeRotated,
        registry.BadgeIssued,
        registry.LicenceConfirmed,
        registry.LicenceEnded,
        registry.LicenceExpired,
        registry.LicenceProposed,
        registry.LicenceTurnedDown,
        registry.ListPublished,
    }
)

#  Rooms above read the seal at the moment they act; the desk sees these in its queue.
OF_SEALS: frozenset[type[Event]] = frozenset(
    {
        seal.CentreAnswered,
        seal.CentreGotNoAnswer,
        seal.CheckDropped,
        seal.CheckFailed,
        seal.CheckLate,
        seal.CheckOpened,
        seal.CheckPassed,
        seal.DecisionCalledOff,
        seal.DecisionCarriedOut,
        seal.DecisionConfirmed,
        seal.DecisionProposed,
        seal.DecisionTakenBack,
        seal.DecisionTurnedDown,
        seal.RulingOrderClosed,
        seal.RulingOrderOpened,
        seal.SealAppealAllowed,
        seal.SealAppealLate,
        seal.SealAppealed,
        seal.SealApplicationChanged,
        seal.SealApplied,
        seal.SealCauseAdded,
        seal.SealCauseGone,
        seal.SealChangeReported,
        seal.SealConversionAsked,
        seal.SealDecisionLate,
        seal.SealDefectsFixed,
        seal.SealDraftRemoved,
        seal.SealLiftAsked,
        seal.SealRenewalAsked,
        seal.SurrenderAnnounced,
        seal.SurrenderWithdrawn,
    }
)

OF_SUPERVISION = OF_BUSINESSES | OF_SEALS
