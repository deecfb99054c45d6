"""The ways the contracts room says no."""

from amanat.words.refusal import Invalid, NotFound, Refused


class TermsChanged(Refused):
    """The terms have changed since you read them. Read the new ones and agree again."""

    fa = "شرایط پس از خواندن شما عوض شده است. شرایط تازه را بخوانید و دوباره بپذیرید."
    code = "contract.terms_changed"


class NoSuchContract(NotFound):
    """There is no contract with this code. Read it again from the paper."""

    fa = "قراردادی با این کد نیست. کد را دوباره از روی قرارداد بخوانید."
    code = "contract.unknown"


class OfferOver(Refused):
    """This offer is over: its time has passed, or it went to the next in line."""

    fa = "این پیشنهاد پایان یافته است: مهلتش گذشته یا نوبت به نفر بعد رسیده است."
    code = "contract.offer_over"


class NotYourOffer(Refused):
    """This offer was made to somebody else."""

    fa = "این پیشنهاد برای کس دیگری است."
    status = 404
    code = "contract.not_your_offer"


class NoAccount(Refused):
    """The project has no account yet. No money may be taken before that."""

    fa = "پروژه هنوز حساب ندارد و پیش از آن پولی گرفته نمی‌شود."
    status = 422
    code = "contract.no_account"


class BankIsAnswering(Refused):
    """A payment is with the bank right now. Its answer comes in a few minutes."""

    fa = "پرداختی همین حالا نزد بانک است. پاسخش تا چند دقیقهٔ دیگر می‌رسد."
    code = "contract.bank_is_answering"


class NothingToPay(Refused):
    """Nothing is to be paid on this contract now."""

    fa = "اکنون چیزی برای پرداخت در این قرارداد نیست."
    code = "contract.nothing_to_pay"


class MoneyMissing(Refused):
    """{units} rial of this contract is not paid yet."""

    fa = "{units} ریال از این قرارداد هنوز پرداخت نشده است."
    status = 422
    code = "contract.money_missing"


class NoMoreAssignments(Refused):
    """This contract may be passed on {most} times, and that is used up."""

    fa = "این قرارداد {most} بار واگذارشدنی است و این شمار پر شده است."
    status = 422
    code = "contract.no_more_assignments"


class AssignmentOpen(Refused):
    """An offer to pass this contract on is open already. Call it off first."""

    fa = "پیشنهاد واگذاری دیگری باز است. نخست آن را پس بگیرید."
    code = "contract.assignment_open"


class NoSuchBuyer(Invalid):
    """Nobody with this mobile number has joined Amanat. Ask them to sign in once."""

    fa = "کسی با این شمارهٔ همراه عضو امانت نیست. بخواهید یک بار وارد شود."
    code = "contract.no_such_buyer"


class OwnContract(Invalid):
    """This is your own number. A contract is passed on to somebody else."""

    fa = "این شمارهٔ خود شماست. قرارداد به کس دیگری واگذار می‌شود."
    code = "contract.own"


class NotEligible(Refused):
    """The new buyer does not meet the conditions of this campaign: {reasons}."""

    fa = "خریدار تازه شرط‌های این طرح را ندارد: {reasons}."
    status = 422
    code = "contract.not_eligible"


class NoLongerEligible(Refused):
    """You do not meet the conditions of this campaign now: {reasons}."""

    fa = "اکنون شرط‌های این طرح را ندارید: {reasons}."
    status = 422
    code = "contract.no_longer_eligible"


class BeforeSigning(Invalid):
    """Say that you have read the terms and agree."""

    fa = "بگویید که شرایط را خوانده‌اید و می‌پذیرید."
    code = "contract.not_agreed"


class NothingOwed(Refused):
    """The project's account holds all of it; nothing is to be brought."""

    fa = "حساب پروژه همهٔ آن را دارد و نیازی به آوردن پول نیست."
    code = "contract.nothing_owed"


class AccountShort(Refused):
    """The project's account is {units} rial short. Bring that first; then it is repaid."""

    fa = "حساب پروژه {units} ریال کم دارد. نخست آن را بیاورید تا بازپرداخت شود."
    status = 422
    code = "contract.account_short"


class TooManyAtOnce(Invalid):
    """Send at most {most} at once."""

    fa = "در هر بار بیش از {most} تا نفرستید."
    code = "contract.too_many"


class CeilingFull(Refused):
    """The seller's ceiling has no room for this payment now. Try again before the offer ends."""

    fa = "سقف پیش‌فروش فروشنده اکنون برای این پرداخت جا ندارد. تا پایان مهلت دوباره تلاش کنید."
    code = "contract.ceiling_full"


class StillTime(Refused):
    """There is still time to pay for it."""

    fa = "هنوز برای پرداختش وقت هست."
    code = "contract.still_time"
