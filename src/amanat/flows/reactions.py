"""What follows from what. One table, and nothing else.

A reaction is a function `(act, fact)` in `flows/follow/`; it makes one call to one verb. It runs
after the commit, in commit order for each subject, again after a failure, and never twice.
"""

from collections.abc import Callable

from amanat.capabilities.deals import events as deal
from amanat.capabilities.desk import events as desk
from amanat.capabilities.escrow import events as hold
from amanat.capabilities.evidence import events as file
from amanat.capabilities.notices import events as notice
from amanat.capabilities.payments import events as payment
from amanat.capabilities.people import events as person
from amanat.capabilities.places import events as place
from amanat.capabilities.ratings import events as rating
from amanat.flows.follow import deals, money, people
from amanat.flows.follow.deals import tell_both_sides
from amanat.kernel.log.facts import Fact
from amanat.words.act import Act
from amanat.words.event import Event

Reaction = Callable[[Act, Fact], None]

REACTIONS: dict[type[Event], tuple[Reaction, ...]] = {
    #  when this is in the log        this follows
    person.CodeRequested: (people.send_the_code,),
    person.BankAccountChanged: (people.warn_the_owner,),
    person.ApiKeyMade: (people.tell_of_the_key,),
    payment.PaymentSettled: (money.fund_the_hold,),
    payment.PayoutSent: (money.start_the_deals_payout,),
    payment.PayoutSettled: (money.complete_the_deal,),
    payment.RefundSettled: (money.close_the_refund,),
    hold.HoldFilled: (money.tell_the_deal_of_a_part,),
    hold.HoldFunded: (money.fund_the_deal,),
    hold.HoldReleased: (money.pay_the_seller,),
    hold.HoldRefunded: (money.send_the_money_back,),
    hold.HoldDropped: (money.send_the_money_back,),
    deal.DealProposed: (deals.invite_the_other_side,),
    deal.DealCountered: (tell_both_sides,),
    deal.DealAgreed: (tell_both_sides,),
    deal.DealRejected: (tell_both_sides,),
    deal.DealWithdrawn: (tell_both_sides,),
    deal.DealExpired: (tell_both_sides,),
    deal.DealCancelled: (tell_both_sides,),
    deal.DealPartFunded: (tell_both_sides,),
    deal.DealFunded: (tell_both_sides,),
    deal.DealGivenUp: (tell_both_sides,),
    deal.ShipmentDeclined: (tell_both_sides,),
    deal.DealCalledOff: (tell_both_sides,),
    deal.GoodsShipped: (tell_both_sides,),
    deal.TrackingCorrected: (tell_both_sides,),
    deal.GoodsReceived: (tell_both_sides,),
    deal.InspectionExtended: (tell_both_sides,),
    deal.GoodsApproved: (tell_both_sides,),
    deal.InspectionLapsed: (tell_both_sides,),
    deal.ProblemReported: (tell_both_sides,),
    deal.GoodsLost: (tell_both_sides,),
    deal.MoneyGivenBack: (tell_both_sides,),
    deal.DisputeEscalated: (tell_both_sides,),
    deal.DisputeDecided: (tell_both_sides,),
    deal.PayoutStarted: (tell_both_sides,),
    deal.DealCompleted: (tell_both_sides,),
    deal.DealRefunded: (tell_both_sides,),
}

#  Facts that nobody follows, on purpose. A test holds that every event is here or above.
ENDS: frozenset[type[Event]] = frozenset(
    {
        person.CodeAccepted,
        person.CodeMistyped,
        person.PersonJoined,
        person.SignedIn,
        person.SignedOutEverywhere,
        person.PersonIntroduced,
        person.IdentityChecked,
        person.IdentityNotMatched,
        person.NationalIdRead,
        person.BankAccountNamed,
        person.BankAccountAdded,
        person.BankAccountRefused,
        person.BankAccountLapsed,
        person.BankAccountWithdrawn,
        person.ApiKeyRevoked,
        person.HatGiven,
        person.HatTaken,
        file.FileKept,
        desk.WorkRunAgain,
        notice.NoticeQueued,
        notice.NoticeClaimed,
        notice.NoticePutBack,
        notice.NoticeAccepted,
        notice.NoticeFailed,
        notice.NoticeDelivered,
        notice.NoticeMissed,
        payment.AttemptMoved,
        payment.AttemptNotStarted,
        payment.AttemptSettled,
        payment.AttemptStarted,
        payment.BankTookBack,
        payment.BatchAccepted,
        payment.BatchMoved,
        payment.BatchOpened,
        payment.BatchRefused,
        payment.BatchSent,
        payment.CallbackRefused,
        payment.GatewayAlarmed,
        payment.GatewayAsked,
        payment.OrphanRefundMoved,
        payment.PayerCameBack,
        payment.PayerSentToBank,
        payment.PaymentCancelled,
        payment.PaymentClosed,
        payment.PaymentDeclined,
        payment.PaymentDemanded,
        payment.PaymentMismatched,
        payment.PaymentOrphaned,
        payment.PaymentReversed,
        payment.PaymentUnclear,
        payment.PaymentUndone,
        payment.PaymentVerified,
        payment.PayoutApproved,
        payment.PayoutAsked,
        payment.PayoutGathered,
        payment.PayoutLate,
        payment.PayoutMoved,
        payment.PayoutPartSettled,
        payment.PayoutProposed,
        payment.PayoutQueued,
        payment.PayoutReturned,
        payment.PayoutSentMore,
        payment.PayoutTransferred,
        payment.PayoutTurnedDown,
        payment.PayoutUnclear,
        payment.PayoutWaitsForAccount,
        payment.RefundAsked,
        payment.RefundMoved,
        payment.RefundQueued,
        payment.RefundRerouted,
        payment.RefundSent,
        payment.RefundStuck,
        payment.RefundTransferMoved,
        payment.ReversalFailed,
        payment.ReversalStarted,
        payment.TokenExpired,
        payment.TokenIssued,
        hold.HoldPromised,
        hold.HoldFrozen,
        hold.HoldThawed,
        deal.DealBegun,
        deal.DealDescribed,
        deal.DealDiscarded,
        deal.DealJoined,
        deal.MessageSent,
        place.OfficesImported,
        rating.RatingGiven,
    }
)
