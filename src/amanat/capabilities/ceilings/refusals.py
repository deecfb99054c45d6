"""The ways ceilings say no. Codes with a dot are those of the guide."""

from amanat.capabilities.ceilings.rules.terms import GATES
from amanat.words.refusal import Refused
from amanat.words.text import Text


class CeilingExceeded(Refused):
    """This is above the room left under the ceiling. Largest amount possible now: {free} rial."""

    fa = "این مبلغ از جای آزادِ زیر سقف بیشتر است. بیشترین مبلغ ممکن اکنون: {free} ریال."
    status = 422
    code = "ceiling.exceeded"


class GroupExceeded(Refused):
    """Firms of one owner share one ceiling. Largest amount possible now: {free} rial."""

    fa = "کسب‌وکارهای یک مالک زیر یک سقف‌اند. بیشترین مبلغ ممکن اکنون: {free} ریال."
    status = 422
    code = "ceiling.group_exceeded"


class GateShut(Refused):
    """No new promise may be sold now: {gate}. What was sold before is still served."""

    fa = "اکنون تعهد تازه پذیرفته نمی‌شود: {gate}. آنچه پیش‌تر فروخته شده سر جایش است."
    status = 422
    code = "ceiling.gate"

    @property
    def sentence(self) -> Text:
        """The gate is named in each language's own words."""
        gate = GATES[self.facts["gate"]]
        english = " ".join((self.__doc__ or "").split())
        return Text(self.fa.format(gate=gate.fa), english.format(gate=gate.en))


class CeilingFrozenNow(Refused):
    """The ceiling is frozen: no new promise. What was sold before is still served."""

    fa = "سقف بسته است: تعهد تازه پذیرفته نمی‌شود. آنچه پیش‌تر فروخته شده سر جایش است."
    status = 423
    code = "ceiling.frozen"


class CollateralReused(Refused):
    """This guarantee already backs a ceiling. Each one counts once."""

    fa = "این تضمین پیش‌تر پشتوانهٔ سقفی شده است؛ هر تضمین یک بار به حساب می‌آید."
    code = "collateral.reused"


class CollateralOver(Refused):
    """This guarantee has expired, or ends before it begins to count."""

    fa = "این تضمین گذشته است، یا پیش از آنکه به حساب آید پایان می‌یابد."
    status = 422
    code = "collateral.over"


class LinkedCertifier(Refused):
    """Who certifies this is linked to the business. Ask somebody independent."""

    fa = "تأییدکننده با کسب‌وکار پیوند دارد. از کسی مستقل بخواهید."
    status = 422
    code = "conflict"


class OwnFile(Refused):
    """You are linked to this business or declared a conflict; another officer decides."""

    fa = "شما با این کسب‌وکار پیوند دارید یا تعارض منافع اعلام کرده‌اید؛ کارشناس دیگری تصمیم می‌گیرد."
    status = 403
    code = "ceiling.conflict"


class SamePersonTwice(Refused):
    """The first step was yours. The second one belongs to another person."""

    fa = "گام نخست با شما بود؛ گام دوم با شخص دیگری است."
    status = 403
    code = "ceiling.two_person"


class UnitsUnsound(Refused):
    """Write an amount between {least} and {most} rial."""

    fa = "مبلغی میان {least} و {most} ریال بنویسید."
    status = 422


class CertifierNeeded(Refused):
    """Name who certifies this, in at most {most} characters."""

    fa = "تأییدکننده را بنویسید، حداکثر {most} نویسه."
    status = 422


class NumberOfPaperNeeded(Refused):
    """Write the number of the paper, in at most {most} characters."""

    fa = "شمارهٔ سند را بنویسید، حداکثر {most} نویسه."
    status = 422


class EndOfPaperUnsound(Refused):
    """It must still be valid, for at most {most} days from today."""

    fa = "باید هنوز معتبر باشد، و حداکثر تا {most} روز دیگر."
    status = 422


class ReasonForChangeNeeded(Refused):
    """Write the reason, in {least} to {most} characters."""

    fa = "دلیل را در {least} تا {most} نویسه بنویسید."
    status = 422


class AboveFormula(Refused):
    """The formula gives {most} rial; by hand a ceiling may only be lower."""

    fa = "فرمول {most} ریال می‌دهد؛ با دست فقط پایین‌تر می‌توان گذاشت."
    status = 422


class EffectTooFar(Refused):
    """A change takes effect within {most} days."""

    fa = "تغییر حداکثر تا {most} روز دیگر اجرا می‌شود."
    status = 422


class ChangeWaiting(Refused):
    """Another change of this ceiling awaits its second person. Decide that one first."""

    fa = "تغییر دیگری از همین سقف در انتظار نفر دوم است؛ نخست دربارهٔ آن تصمیم بگیرید."


class NothingToChange(Refused):
    """The ceiling is so already."""

    fa = "سقف هم‌اکنون همین است."


class MoneyDiffers(Refused):
    """The money in the ledger is {there} rial, the room is for {wanted}."""

    fa = "پول در دفتر {there} ریال است و جا برای {wanted} ریال."
    code = "ceiling.money_differs"


class EscrowShort(Refused):
    """Only {most} rial of this sale still wait in escrow."""

    fa = "از این فروش فقط {most} ریال هنوز در امانت است."
    status = 422


class EscrowKept(Refused):
    """An alert line keeps the rest in escrow. Largest amount that may leave now: {most} rial."""

    fa = "خط هشدار بقیه را در امانت نگه می‌دارد. بیشترین مبلغی که اکنون می‌تواند برود: {most} ریال."
    status = 422
    code = "ceiling.escrow_kept"


class ReservationOver(Refused):
    """The minutes for paying are over and the room is free again. Reserve anew."""

    fa = "مهلت پرداخت گذشت و جا آزاد شد. دوباره جا بگیرید."
    code = "ceiling.reservation_over"


class TooManyInputs(Refused):
    """At most {most} declarations may wait or count at a time."""

    fa = "حداکثر {most} اظهار هم‌زمان می‌تواند باشد."
