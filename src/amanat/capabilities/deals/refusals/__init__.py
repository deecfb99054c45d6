"""The ways a deal says no."""

from amanat.capabilities.deals.refusals.agreement import DraftsTooMany as DraftsTooMany
from amanat.capabilities.deals.refusals.agreement import HoursOutOfRange as HoursOutOfRange
from amanat.capabilities.deals.refusals.agreement import IdentityNeeded as IdentityNeeded
from amanat.capabilities.deals.refusals.agreement import (
    InvitationForAnother as InvitationForAnother,
)
from amanat.capabilities.deals.refusals.agreement import MessageEmpty as MessageEmpty
from amanat.capabilities.deals.refusals.agreement import OtherIdentityNeeded as OtherIdentityNeeded
from amanat.capabilities.deals.refusals.agreement import PriceOutOfRange as PriceOutOfRange
from amanat.capabilities.deals.refusals.agreement import SamePerson as SamePerson
from amanat.capabilities.deals.refusals.agreement import SameTerms as SameTerms
from amanat.capabilities.deals.refusals.agreement import SellerAccountNeeded as SellerAccountNeeded
from amanat.capabilities.deals.refusals.agreement import TermsChanged as TermsChanged
from amanat.capabilities.deals.refusals.agreement import TermsIncomplete as TermsIncomplete
from amanat.capabilities.deals.refusals.agreement import TextTooLong as TextTooLong
from amanat.capabilities.deals.refusals.agreement import TitleMissing as TitleMissing
from amanat.capabilities.deals.refusals.agreement import TooManyChecks as TooManyChecks
from amanat.capabilities.deals.refusals.agreement import TooManyVersions as TooManyVersions
from amanat.capabilities.deals.refusals.coins import AddressWrong as AddressWrong
from amanat.capabilities.deals.refusals.coins import AlreadySwitched as AlreadySwitched
from amanat.capabilities.deals.refusals.coins import AmountWrong as AmountWrong
from amanat.capabilities.deals.refusals.coins import AnotherOfficerNeeded as AnotherOfficerNeeded
from amanat.capabilities.deals.refusals.coins import CoinCapReached as CoinCapReached
from amanat.capabilities.deals.refusals.coins import CoinProofNeeded as CoinProofNeeded
from amanat.capabilities.deals.refusals.coins import TxidUsed as TxidUsed
from amanat.capabilities.deals.refusals.coins import TxidWrong as TxidWrong
from amanat.capabilities.deals.refusals.delivery import AlreadyCorrected as AlreadyCorrected
from amanat.capabilities.deals.refusals.delivery import AlreadyExtended as AlreadyExtended
from amanat.capabilities.deals.refusals.delivery import ShipByNotPassed as ShipByNotPassed
from amanat.capabilities.deals.refusals.delivery import TrackingCodeUsed as TrackingCodeUsed
from amanat.capabilities.deals.refusals.delivery import TrackingCodeWrong as TrackingCodeWrong
from amanat.capabilities.deals.refusals.delivery import WaybillPhotoNeeded as WaybillPhotoNeeded
from amanat.capabilities.deals.refusals.quarrel import AppealTimePassed as AppealTimePassed
from amanat.capabilities.deals.refusals.quarrel import CancelAskedBefore as CancelAskedBefore
from amanat.capabilities.deals.refusals.quarrel import CaseTakenByAnother as CaseTakenByAnother
from amanat.capabilities.deals.refusals.quarrel import ConflictOfInterest as ConflictOfInterest
from amanat.capabilities.deals.refusals.quarrel import (
    EvidenceExtendedBefore as EvidenceExtendedBefore,
)
from amanat.capabilities.deals.refusals.quarrel import OfferStale as OfferStale
from amanat.capabilities.deals.refusals.quarrel import RulingStands as RulingStands
from amanat.capabilities.deals.refusals.quarrel import SameOffer as SameOffer
from amanat.capabilities.deals.refusals.quarrel import SecondOfficerNeeded as SecondOfficerNeeded
from amanat.capabilities.deals.refusals.quarrel import ShareOutOfRange as ShareOutOfRange
from amanat.capabilities.deals.refusals.quarrel import StatementLength as StatementLength
from amanat.capabilities.deals.refusals.quarrel import TooManyFiles as TooManyFiles
from amanat.capabilities.deals.refusals.quarrel import TooManyOffers as TooManyOffers
from amanat.capabilities.deals.refusals.quarrel import TooManyStatements as TooManyStatements
from amanat.capabilities.deals.refusals.quarrel import WordsNeeded as WordsNeeded
from amanat.capabilities.deals.refusals.virtual import BuyerIsPaying as BuyerIsPaying
from amanat.capabilities.deals.refusals.virtual import CodeNotSealed as CodeNotSealed
from amanat.capabilities.deals.refusals.virtual import DomainIsIr as DomainIsIr
from amanat.capabilities.deals.refusals.virtual import DomainNotIr as DomainNotIr
from amanat.capabilities.deals.refusals.virtual import DomainWrong as DomainWrong
from amanat.capabilities.deals.refusals.virtual import PointsOpen as PointsOpen
from amanat.capabilities.deals.refusals.virtual import PromiseMissing as PromiseMissing
from amanat.capabilities.deals.refusals.virtual import ProviderProofNeeded as ProviderProofNeeded
from amanat.capabilities.deals.refusals.virtual import SecretWrong as SecretWrong
from amanat.capabilities.deals.refusals.work import KindIsOff as KindIsOff
from amanat.capabilities.deals.refusals.work import LinksNotKept as LinksNotKept
from amanat.capabilities.deals.refusals.work import NoStageWaits as NoStageWaits
from amanat.capabilities.deals.refusals.work import NothingHandedIn as NothingHandedIn
from amanat.capabilities.deals.refusals.work import OutOfRange as OutOfRange
from amanat.capabilities.deals.refusals.work import RevisionsUsedUp as RevisionsUsedUp
from amanat.capabilities.deals.refusals.work import StagesDoNotAddUp as StagesDoNotAddUp
from amanat.capabilities.deals.refusals.work import StagesMissing as StagesMissing
from amanat.capabilities.deals.refusals.work import StageWordsNeeded as StageWordsNeeded
from amanat.capabilities.deals.refusals.work import TooManyStages as TooManyStages
