"""The ways the seal room says no. Where the guide has a code for it, that code is used."""

from amanat.words.refusal import Invalid, Refused


class TwoPerson(Refused):
    """Another person decides this: you proposed it or checked it yourself."""

    fa = "تصمیم این با شخص دیگری است: خودتان پیشنهادش داده یا بررسی‌اش کرده‌اید."
    status = 403
    code = "two_person"


class DomainNotNamed(Invalid):
    """Add this domain to your business first, then choose it here."""

    fa = "نخست این دامنه را به کسب‌وکارتان بیفزایید و سپس اینجا برگزینید."


class DomainUnproven(Refused):
    """Prove first that {domain} is yours: two of the three ways."""

    fa = "نخست اثبات کنید که {domain} از آنِ شماست: با دو راه از سه راه."
    status = 422
    code = "seal.domain_unproven"


class ClassUncovered(Refused):
    """No licence in force covers this activity: {classes_en}. Add a licence of its class."""

    fa = "هیچ پروانهٔ معتبری این فعالیت را پوشش نمی‌دهد: {classes_fa}. پروانه‌ای از همان رده بیفزایید."
    status = 422
    code = "seal.class_uncovered"


class ActivityProhibited(Refused):
    """No seal is given for this activity: {classes_en}."""

    fa = "برای این فعالیت نماد داده نمی‌شود: {classes_fa}."
    status = 422
    code = "seal.activity_prohibited"


class ActivityMissing(Invalid):
    """Say first what your business does: at least one class of activity."""

    fa = "نخست بگویید کسب‌وکارتان چه می‌کند: دست‌کم یک ردهٔ فعالیت."


class UnknownLevel(Invalid):
    """A level is a whole number from 0 to {most}."""

    fa = "سطح عددی درست از ۰ تا {most} است."


class LevelStep(Refused):
    """A seal rises one level at a time: the next one is {next}."""

    fa = "نماد هر بار یک سطح بالا می‌رود: سطح بعدی {next} است."
    status = 422
    code = "seal.level_step"


class OrderOpen(Refused):
    """A ruling orders you to pay and that is not done; a seal does not rise before."""

    fa = "رأیی پرداختی بر عهدهٔ شما گذاشته که انجام نشده است؛ پیش از آن سطح نماد بالا نمی‌رود."
    code = "seal.order_open"


class CheckMissing(Refused):
    """Not all checks are passed and in force: {kinds_en}."""

    fa = "همهٔ بررسی‌ها درست و معتبر نیست: {kinds_fa}."
    code = "seal.check_missing"


class NothingToFix(Refused):
    """Nothing is waiting to be fixed."""

    fa = "چیزی در انتظار رفع نیست."


class UndertakingChanged(Refused):
    """The text of the undertaking is another one now. Read it again, then sign."""

    fa = "متن تعهدنامه عوض شده است. دوباره بخوانید و سپس امضا کنید."


class TooEarlyToRenew(Refused):
    """A seal is renewed in its last {days} days."""

    fa = "نماد در {days} روز آخر اعتبارش تمدید می‌شود."
    code = "seal.too_early_to_renew"


class RenewalAsked(Refused):
    """The renewal is asked for already; its checks are under way."""

    fa = "تمدید پیش‌تر خواسته شده و بررسی‌هایش در جریان است."


class NoNewPeriod(Refused):
    """The renewal waits for checks: {kinds_en}."""

    fa = "تمدید در انتظار بررسی است: {kinds_fa}."


class CauseRemains(Refused):
    """The cause of the suspension is not gone: {causes_en}."""

    fa = "سبب تعلیق برطرف نشده است: {causes_fa}."
    code = "seal.cause_remains"


class UnknownCause(Invalid):
    """Choose one of the reasons that are offered."""

    fa = "یکی از سبب‌های پیشنهادشده را برگزینید."


class LiftAsked(Refused):
    """You have asked for this already; we answer until the time you see."""

    fa = "این را پیش‌تر خواسته‌اید؛ تا زمانی که می‌بینید پاسخ می‌دهیم."


class ValidityOver(Refused):
    """The seal's period is over. Apply for a new one."""

    fa = "دورهٔ اعتبار نماد به پایان رسیده است. نماد تازه‌ای درخواست کنید."


class SealAppealOpen(Refused):
    """An appeal is being heard; nothing is decided before the panel has answered."""

    fa = "اعتراضی در حال رسیدگی است؛ پیش از پاسخ هیئت تصمیمی گرفته نمی‌شود."


class SealAppealTooLate(Refused):
    """An appeal is possible for {days} days after the decision; they are over."""

    fa = "تا {days} روز پس از تصمیم می‌توان اعتراض کرد؛ این زمان گذشته است."
    code = "seal.appeal_late"


class OwnDecisionAppealed(Refused):
    """You took part in this decision; another member of the panel hears the appeal."""

    fa = "شما در این تصمیم بوده‌اید؛ عضو دیگری از هیئت به اعتراض رسیدگی می‌کند."
    status = 403


class DecisionOpen(Refused):
    """A decision about this seal waits for its second person already."""

    fa = "تصمیمی دربارهٔ این نماد هم‌اکنون در انتظار نفر دوم است."
    code = "seal.decision_open"


class NoDecisionOpen(Refused):
    """Nobody has proposed this; one person proposes, another confirms."""

    fa = "کسی این را پیشنهاد نکرده است؛ یک نفر پیشنهاد می‌دهد و دیگری تأیید می‌کند."
    code = "seal.nothing_proposed"


class DecisionUnfit(Refused):
    """This decision does not fit the state the seal is in."""

    fa = "این تصمیم با وضعیت کنونی نماد نمی‌خواند."
    code = "seal.decision_unfit"


class SealWordsNeeded(Invalid):
    """Write it in {least} to {most} characters."""

    fa = "آن را در {least} تا {most} نویسه بنویسید."


class EvidenceNeeded(Invalid):
    """Say where you looked: the source, in {least} to {most} characters."""

    fa = "بنویسید کجا دیدید: منبع را در {least} تا {most} نویسه."


class SurrenderTooSoon(Refused):
    """The public notice runs {days} days; until then the seal stays."""

    fa = "آگهی عمومی {days} روز ادامه دارد؛ تا آن زمان نماد می‌ماند."
    code = "seal.surrender_too_soon"


class SurrenderNotAnnounced(Refused):
    """Announce it first: the public is told {days} days before."""

    fa = "نخست اعلام کنید: {days} روز پیش از آن به همه گفته می‌شود."


class LetterTooMany(Refused):
    """This seal has {most} letters without an answer already."""

    fa = "این نماد هم‌اکنون {most} نامهٔ بی‌پاسخ دارد."
