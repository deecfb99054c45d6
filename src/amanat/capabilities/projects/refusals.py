"""The ways the projects room says no. Codes with a dot are those of the guide."""

from amanat.words.refusal import Refused


class CertificateMissing(Refused):
    """{needed} certificates are needed and {given} are here. Nothing is released before that."""

    fa = "{needed} گواهی لازم است و {given} گواهی رسیده است. پیش از آن چیزی آزاد نمی‌شود."
    status = 422
    code = "release.certificate_missing"


class CertificateStale(Refused):
    """A certificate is older than {most} days. Ask its certifier for a new one."""

    fa = "یک گواهی بیش از {most} روز عمر دارد. از صادرکننده گواهی تازه بخواهید."
    code = "release.certificate_stale"


class CertificateBackwards(Refused):
    """This certificate shows less progress than the last one. Give the reason with it."""

    fa = "این گواهی پیشرفت کمتری از گواهی پیش نشان می‌دهد. دلیلش را همراه آن بنویسید."
    status = 422
    code = "release.certificate_backwards"


class OverFormula(Refused):
    """This is more than may be released. Largest amount possible now: {most}."""

    fa = "این مبلغ از اندازهٔ آزادشدنی بیشتر است. بیشترین مبلغ ممکن اکنون: {most}."
    status = 422
    code = "release.over_formula"


class BeforeAgreementCap(Refused):
    """Before the agreement is registered at most {most} may be taken."""

    fa = "پیش از ثبت قرارداد بیش از {most} نمی‌توان گرفت."
    status = 422
    code = "release.before_agreement_cap"


class NoAccountYet(Refused):
    """This permit has no project account yet, so no money may be taken for it."""

    fa = "این مجوز هنوز حساب پروژه ندارد؛ پولی برای آن گرفته نمی‌شود."
    code = "release.no_account"


class ProjectTakesNoMoney(Refused):
    """The project stands still; no new money is taken for it."""

    fa = "پروژه ایستاده است؛ پول تازه‌ای برایش گرفته نمی‌شود."
    code = "release.stopped"


class MoneyNotThere(Refused):
    """The project's account holds less than its receipts say. Tell the operators at once."""

    fa = "حساب پروژه کمتر از رسیدهایش دارد. بی‌درنگ به متصدیان خبر دهید."
    code = "release.money_not_there"


class CertifierLicenceOver(Refused):
    """The certifier’s licence has ended. An officer must name one with a valid licence."""

    fa = "پروانهٔ صادرکنندهٔ گواهی به پایان رسیده است. کارشناس باید کسی با پروانهٔ معتبر نام ببرد."
    status = 422


class CertifierTaken(Refused):
    """Somebody is named for this already. End that naming first."""

    fa = "برای این کار کسی نام برده شده است. نخست او را کنار بگذارید."


class ShareUnsound(Refused):
    """Give the progress in whole hundredths of a percent, from 0 to 10,000."""

    fa = "پیشرفت را از ۰ تا ۱۰٬۰۰۰ صدم درصد بنویسید."
    status = 422


class PhotoNeeded(Refused):
    """Add at least one photo of the work, and at most {most}."""

    fa = "دست‌کم یک عکس از کار بگذارید، و بیشینه {most} عکس."
    status = 422


class WordsTooShort(Refused):
    """Write at least {least} characters."""

    fa = "دست‌کم {least} نویسه بنویسید."
    status = 422


class DrawUnderWay(Refused):
    """A draw is under way; ask again when it is decided."""

    fa = "یک برداشت در جریان است؛ پس از تصمیم دربارهٔ آن دوباره بخواهید."


class NothingToRelease(Refused):
    """By the formula nothing may be released now."""

    fa = "برابر فرمول اکنون چیزی آزاد نمی‌شود."
    status = 422
    code = "release.nothing"


class DrawsFrozen(Refused):
    """The books are not audited up to {day}, so draws are frozen until an accountant has."""

    fa = "دفترها تا {day} حسابرسی نشده است؛ تا آن هنگام برداشت بسته است."
    status = 423
    code = "release.audit_overdue"


class SaidBefore(Refused):
    """You have objected to this draw already; your reason is with the officer."""

    fa = "به این برداشت اعتراض کرده‌اید؛ دلیلتان نزد کارشناس است."


class WindowOver(Refused):
    """The time to object to this draw is over."""

    fa = "مهلت اعتراض به این برداشت گذشته است."


class OwnDraw(Refused):
    """You asked for this draw or agreed to it before; another person decides."""

    fa = "این برداشت را شما خواسته‌اید یا پیش‌تر پذیرفته‌اید؛ تصمیم با شخص دیگری است."
    status = 403
    code = "release.two_person"


class NotDone(Refused):
    """The work is certified to {certified} percent only; it is complete at one hundred."""

    fa = "کار تنها {certified} درصد گواهی شده است؛ پایان کار صد درصد است."
    status = 422


class NotBehind(Refused):
    """The project is not behind its plan for {days} days."""

    fa = "پروژه {days} روز از برنامه عقب نیست."


class OwnReport(Refused):
    """You reported this project yourself; another person decides about it."""

    fa = "این پروژه را خودتان گزارش کرده‌اید؛ تصمیم با شخص دیگری است."
    status = 403


class UnitsTooMany(Refused):
    """Give an amount of at most {most}."""

    fa = "مبلغی حداکثر {most} بنویسید."
    status = 422


class CollateralShort(Refused):
    """Only {most} of unexpected money lies in the bank; the collateral has not come yet."""

    fa = "تنها {most} پول بی‌صاحب در بانک هست؛ پول تضمین هنوز نرسیده است."


class DayUnsound(Refused):
    """The day must lie in the past, after the last audit."""

    fa = "روز باید گذشته و پس از حسابرسی پیشین باشد."
    status = 422


class MoneyIsShared(Refused):
    """The maker failed, so all buyers share what is in the account; nobody is paid alone."""

    fa = "سازنده ناتوان اعلام شده است؛ موجودی حساب میان همهٔ خریداران تقسیم می‌شود و به کسی جدا پرداخت نمی‌شود."
    code = "release.shared_out"
