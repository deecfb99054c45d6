"""The ways ranks says no."""

from amanat.words.refusal import Invalid, Refused


class NoteInFuture(Invalid):
    """This day has not come yet. What has not happened is not noted."""

    fa = "این روز هنوز نرسیده است. آنچه رخ نداده ثبت نمی‌شود."


class NoteNegative(Invalid):
    """An amount cannot be negative."""

    fa = "مبلغ نمی‌تواند منفی باشد."


class NoteUnknown(Invalid):
    """This kind of note is not known here."""

    fa = "چنین گونه‌ای از یادداشت نداریم."


class NoteIncomplete(Invalid):
    """This is needed for this kind of note, or does not belong to it."""

    fa = "این برای چنین یادداشتی لازم است، یا جایش اینجا نیست."


class NoteWithoutCause(Invalid):
    """Nothing is noted under this name that this could answer. Write the same name as there."""

    fa = "چیزی با این نام ثبت نشده که این پاسخ آن باشد. همان نام را بنویسید."


class NoteBeforeCause(Invalid):
    """This cannot have happened before what it answers."""

    fa = "این نمی‌تواند پیش از آنچه پاسخش است رخ داده باشد."


class NoteKnown(Refused):
    """This is noted already, under the same name."""

    fa = "این پیش‌تر با همین نام ثبت شده است."


class SecondPersonNeeded(Refused):
    """You began this yourself: a second person has to decide."""

    fa = "خودتان آغازگر این کار بوده‌اید؛ تصمیم با نفر دوم است."
    status = 403

    @property
    def code(self) -> str:
        return "rank.two_person"


class PaperFieldNeeded(Invalid):
    """Write where this can be looked up: who issued it, and under which number."""

    fa = "بنویسید این را کجا می‌توان دید: صادرکننده و شماره."


class ScoreWordsNeeded(Invalid):
    """Write the reason in {least} to {most} characters."""

    fa = "دلیل را در {least} تا {most} نویسه بنویسید."


class ObjectionTooLate(Refused):
    """A score can be objected to within {days} days. A newer one is open to you."""

    fa = "به هر رتبه تا {days} روز می‌توان اعتراض کرد. به رتبهٔ تازه‌تر اعتراض کنید."


class ObjectionOpen(Refused):
    """Your last objection is still being decided; wait for its answer."""

    fa = "اعتراض پیشین شما هنوز در دست رسیدگی است؛ منتظر پاسخ آن بمانید."


class NothingToStrike(Invalid):
    """To correct a score, name at least one of its notes that is wrong."""

    fa = "برای اصلاح رتبه، دست‌کم یکی از یادداشت‌های نادرست آن را نام ببرید."


class NoSuchNote(Invalid):
    """These notes are not among those of this score: {numbers}."""

    fa = "این یادداشت‌ها در این رتبه نیستند: {numbers}."


class ScoreComputedBefore(Refused):
    """The score of this day is computed already."""

    fa = "رتبهٔ این روز پیش‌تر محاسبه شده است."


class WeightsWrong(Invalid):
    """Weights are whole numbers from 0 to 100, one for each factor, and together 100."""

    fa = "وزن‌ها عددهای صحیح از ۰ تا ۱۰۰اند، برای هر عامل یکی، و جمعشان ۱۰۰ است."


class WeightsSame(Invalid):
    """These are the weights that are in force now."""

    fa = "این‌ها همان وزن‌های کنونی‌اند."


class ProposalUnderWay(Refused):
    """One proposal is under consultation already; decide about it first."""

    fa = "پیشنهادی هم‌اکنون در نظرخواهی است؛ نخست دربارهٔ آن تصمیم بگیرید."


class EnactedTooSoon(Invalid):
    """New weights come into force {days} days after the decision at the earliest."""

    fa = "وزن‌های تازه زودتر از {days} روز پس از تصمیم به اجرا درنمی‌آید."


class NotAsProposed(Refused):
    """The officer proposed the opposite. Confirm that, or return it."""

    fa = "کارشناس خلاف این را پیشنهاد داده است؛ همان را تأیید کنید یا برگردانید."
