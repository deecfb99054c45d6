"""Facts that nothing follows, of rooms that have many: beside the rows of `reactions`."""

from amanat.capabilities.businesses import events as business
from amanat.capabilities.ceilings import events as ceiling
from amanat.capabilities.contracts import events as contract
from amanat.capabilities.deliveries import events as delivery
from amanat.capabilities.lab import events as lab
from amanat.capabilities.market import events as market
from amanat.capabilities.payments import events as payment
from amanat.capabilities.permits import events as permit
from amanat.capabilities.presale import events as campaign
from amanat.capabilities.projects import events as project
from amanat.capabilities.radar import events as radar
from amanat.capabilities.ranks import events as rank
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
        business.BusinessAccountAdded,
        business.BusinessAccountRefused,
        business.BusinessRegistered,
        business.DomainAdded,
        business.DomainStillProven,
        business.MandateEnded,
        business.OfficerConflictDeclared,
        business.OfficerConflictEnded,
        business.PremisesNamed,
        business.TradeLicenceAdded,
        business.TradeLicenceTakenBack,
    }
)

#  What a stop stops stands still in the same commit, and its rooms tell of it.
OF_MARKET: frozenset[type[Event]] = frozenset(
    {
        market.MarketDayClosed,
        market.TradeStopKept,
        market.TradeStopLapsed,
        market.TradeStopLiftAsked,
        market.TradeStopLifted,
        market.TradeStopProposed,
        market.TradeStopTurnedDown,
        market.TradeStopped,
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
#  A trial changes nothing: whoever asked opens it again.
OF_LAB: frozenset[type[Event]] = frozenset({lab.TrialAsked, lab.TrialFinished})

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

#  Rooms above read the score at the moment they act; officers see the rest on their desk.
OF_RANKS: frozenset[type[Event]] = frozenset(
    {
        rank.AnswerProposed,
        rank.AnswerReturned,
        rank.ConsultationEnded,
        rank.PaperConfirmed,
        rank.PaperEntered,
        rank.PaperTurnedDown,
        rank.RankBegun,
        rank.RankPublished,
        rank.RankRose,
        rank.SalesCaseClosed,
        rank.SalesCaseOpened,
        rank.ScoreObjected,
        rank.WeightsChanged,
        rank.WeightsDropped,
        rank.WeightsProposed,
    }
)

#  A ceiling is read at the moment of selling; the desk and the seller's page show the rest.
OF_CEILINGS: frozenset[type[Event]] = frozenset(
    {
        ceiling.CeilingAlertEased,
        ceiling.CeilingChangeApplied,
        ceiling.CeilingChangeApproved,
        ceiling.CeilingChangeLapsed,
        ceiling.CeilingChangeProposed,
        ceiling.CeilingChangeTurnedDown,
        ceiling.CeilingFreezeConfirmed,
        ceiling.CeilingFreezeEscalated,
        ceiling.CeilingInputChecked,
        ceiling.CeilingInputDeclared,
        ceiling.CeilingInputLate,
        ceiling.CeilingInputTakenBack,
        ceiling.CeilingOpened,
        ceiling.CollateralOffered,
        ceiling.HeadroomConfirmed,
        ceiling.HeadroomReceiptSigned,
        ceiling.HeadroomReleased,
        ceiling.HeadroomReserved,
        ceiling.MoneyExposed,
        ceiling.PromiseDelivered,
        ceiling.PromiseGrown,
        ceiling.PromisesGrown,
    }
)

#  The desk of the radar sees these in its queue; the public list reads what stands.
OF_RADAR: frozenset[type[Event]] = frozenset(
    {
        radar.BlockProposed,
        radar.BlockRequested,
        radar.GatewayCut,
        radar.GatewayCutOrdered,
        radar.GatewayOrderLate,
        radar.NoticeObjected,
        radar.ObjectionRefused,
        radar.OwnerNotified,
        radar.RecheckBegun,
        radar.RemovalClaimed,
        radar.ScreenshotOpened,
        radar.SealReported,
        radar.SightingCleared,
        radar.SightingClosed,
        radar.SightingDetected,
        radar.SightingDismissed,
        radar.SightingHandedOn,
        radar.SightingOverdue,
        radar.SightingPersists,
        radar.SightingReferred,
        radar.SightingRetracted,
        radar.SightingSeenAgain,
        radar.SiteWatched,
    }
)

#  Deliveries and the market desk read contracts as they are; buyers and makers see the rest.
OF_CONTRACTS: frozenset[type[Event]] = frozenset(
    {
        contract.AssignmentCalledOff,
        contract.AssignmentDone,
        contract.ContractCallUndone,
        contract.ContractDocumented,
        contract.ContractExtended,
        contract.InstalmentPartPaid,
        contract.RepaymentBrought,
        contract.RepaymentDemanded,
    }
)

#  The pages of a campaign, its draw and its desk read what stands; millions are not written to.
OF_CAMPAIGNS: frozenset[type[Event]] = frozenset(
    {
        campaign.CampaignAnnounced,
        campaign.CampaignCancelled,
        campaign.CampaignClosed,
        campaign.CampaignDrawn,
        campaign.CampaignEnded,
        campaign.CampaignOpened,
        campaign.CampaignPaused,
        campaign.CampaignPriced,
        campaign.CampaignResumed,
        campaign.CampaignStepAsked,
        campaign.HolderAppointed,
        campaign.PresaleOfferReopened,
        campaign.PresaleOfferSigned,
        campaign.PresaleOfferTaken,
        campaign.PartsGiven,
        campaign.SecretLocked,
        campaign.SecretOpened,
        campaign.TicketsFixed,
    }
)

#  Rooms above read the permit at the moment they act; the desk sees these in its queue.
OF_PERMITS: frozenset[type[Event]] = frozenset(
    {
        permit.PermitChangeAsked,
        permit.PermitChangeMade,
        permit.PermitChangeSupported,
        permit.PermitChangeTakenBack,
        permit.PermitChanged,
        permit.PermitCheckLate,
        permit.PermitChecked,
        permit.PermitDrafted,
        permit.PermitDropped,
        permit.PermitGrantProposed,
        permit.PermitGrantTurnedDown,
        permit.PermitRequested,
        permit.PermitReviewLate,
        permit.PermitRevocationProposed,
    }
)

OF_DELIVERIES: frozenset[type[Event]] = frozenset(
    {
        delivery.BackdatedDelivery,
        delivery.CompensationAsked,
        delivery.DelayComplaintClosed,
        delivery.DeliveryAccepted,
        delivery.DeliveryCodeMistyped,
        delivery.DeliveryCodeRenewed,
        delivery.DeliveryDropped,
        delivery.DeliveryPaid,
        delivery.DeliveryPlanned,
        delivery.DeliveryWaits,
        delivery.ProgrammeOpened,
        delivery.SheetConfirmed,
        delivery.SheetRowMended,
        delivery.SheetTakenBack,
        delivery.SheetUploaded,
    }
)

#  The desk and the public page of a project show these; contracts follow the refunds.
OF_PROJECTS: frozenset[type[Event]] = frozenset(
    {
        project.CertificateReplaced,
        project.CertifierEnded,
        project.CollateralBrought,
        project.DrawDecisionLate,
        project.DrawSeconded,
        project.DrawStopped,
        project.DrawWindowClosed,
        project.DrawWithdrawn,
        project.MilestoneMet,
        project.ProjectMoneyReturned,
        project.MoneyReceived,
        project.ProgressCertified,
        project.ProjectAudited,
        project.ProjectCompleted,
        project.ProjectDecisionLate,
        project.ProjectFunded,
        project.ProjectLetGoOn,
        project.RefundPlanned,
        project.ReceiptsPassed,
        project.RefundsFinished,
        project.RetentionKept,
    }
)

OF_SUPERVISION = frozenset[type[Event]]().union(
    OF_BUSINESSES,
    OF_LAB,
    OF_SEALS,
    OF_RANKS,
    OF_CEILINGS,
    OF_RADAR,
    OF_CONTRACTS,
    OF_CAMPAIGNS,
    OF_PERMITS,
    OF_DELIVERIES,
    OF_MARKET,
    OF_PROJECTS,
)
