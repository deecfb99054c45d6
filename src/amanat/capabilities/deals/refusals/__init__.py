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
from amanat.capabilities.deals.refusals.damage import ClaimBarred as ClaimBarred
from amanat.capabilities.deals.refusals.damage import ClaimedBefore as ClaimedBefore
from amanat.capabilities.deals.refusals.damage import ClaimTooLate as ClaimTooLate
from amanat.capabilities.deals.refusals.damage import FactsContradict as FactsContradict
from amanat.capabilities.deals.refusals.damage import FreightPayerNeeded as FreightPayerNeeded
from amanat.capabilities.deals.refusals.damage import NothingTravels as NothingTravels
from amanat.capabilities.deals.refusals.damage import NotLost as NotLost
from amanat.capabilities.deals.refusals.damage import OtherOfficerNeeded as OtherOfficerNeeded
from amanat.capabilities.deals.refusals.damage import PackedTooOften as PackedTooOften
from amanat.capabilities.deals.refusals.damage import PictureNeeded as PictureNeeded
from amanat.capabilities.deals.refusals.damage import ProofsMissing as ProofsMissing
from amanat.capabilities.deals.refusals.damage import ReturnTimePassed as ReturnTimePassed
from amanat.capabilities.deals.refusals.damage import WeightOutOfRange as WeightOutOfRange
from amanat.capabilities.deals.refusals.delivery import AlreadyCorrected as AlreadyCorrected
from amanat.capabilities.deals.refusals.delivery import AlreadyExtended as AlreadyExtended
from amanat.capabilities.deals.refusals.delivery import ShipByNotPassed as ShipByNotPassed
from amanat.capabilities.deals.refusals.delivery import TrackingCodeUsed as TrackingCodeUsed
from amanat.capabilities.deals.refusals.delivery import TrackingCodeWrong as TrackingCodeWrong
from amanat.capabilities.deals.refusals.delivery import WaybillPhotoNeeded as WaybillPhotoNeeded
from amanat.capabilities.deals.refusals.guard import HandCodeLocked as HandCodeLocked
from amanat.capabilities.deals.refusals.guard import HandCodeNeeded as HandCodeNeeded
from amanat.capabilities.deals.refusals.guard import KeptAlready as KeptAlready
from amanat.capabilities.deals.refusals.guard import NoFeeAsk as NoFeeAsk
from amanat.capabilities.deals.refusals.guard import NotInPerson as NotInPerson
from amanat.capabilities.deals.refusals.guard import OnlyInPerson as OnlyInPerson
from amanat.capabilities.deals.refusals.guard import PaidAlready as PaidAlready
from amanat.capabilities.deals.refusals.guard import ReasonDoesNotFit as ReasonDoesNotFit
from amanat.capabilities.deals.refusals.guard import TooManyFeeAsks as TooManyFeeAsks
from amanat.capabilities.deals.refusals.guard import WrongHandCode as WrongHandCode
from amanat.capabilities.deals.refusals.money import MoneyUnderWay as MoneyUnderWay
from amanat.capabilities.deals.refusals.money import PriceTenTimesOff as PriceTenTimesOff
from amanat.capabilities.deals.refusals.quarrel import AppealTimePassed as AppealTimePassed
from amanat.capabilities.deals.refusals.quarrel import CancelAskedBefore as CancelAskedBefore
from amanat.capabilities.deals.refusals.quarrel import CaseTakenByAnother as CaseTakenByAnother
from amanat.capabilities.deals.refusals.quarrel import ConflictOfInterest as ConflictOfInterest
from amanat.capabilities.deals.refusals.quarrel import (
    EvidenceExtendedBefore as EvidenceExtendedBefore,
)
from amanat.capabilities.deals.refusals.quarrel import OfferStale as OfferStale
from amanat.capabilities.deals.refusals.quarrel import SameOffer as SameOffer
from amanat.capabilities.deals.refusals.quarrel import SecondOfficerNeeded as SecondOfficerNeeded
from amanat.capabilities.deals.refusals.quarrel import ShareOutOfRange as ShareOutOfRange
from amanat.capabilities.deals.refusals.quarrel import StatementLength as StatementLength
from amanat.capabilities.deals.refusals.quarrel import TooManyFiles as TooManyFiles
from amanat.capabilities.deals.refusals.quarrel import TooManyOffers as TooManyOffers
from amanat.capabilities.deals.refusals.quarrel import TooManyStatements as TooManyStatements
from amanat.capabilities.deals.refusals.quarrel import WordsNeeded as WordsNeeded
