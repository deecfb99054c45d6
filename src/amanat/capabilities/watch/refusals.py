"""How the watch desk says no."""

from amanat.words.refusal import Invalid, Refused


class NotPhoneHours(Refused):
    """Nobody is called now. Calls are made on working days from {opens} to {closes}."""

    fa = "اکنون ساعت تماس نیست. تماس روزهای کاری از {opens} تا {closes} است."


class TaskOfAnother(Refused):
    """Somebody else has taken this task."""

    fa = "این کار را همکار دیگری برداشته است."
    status = 403


class OwnDealWatched(Refused):
    """You are a side of this deal; a colleague looks after it."""

    fa = "شما یک طرف این معامله‌اید؛ همکار دیگری آن را پی می‌گیرد."
    status = 403


class NobodyToCall(Refused):
    """This task is not about anybody who can be called."""

    fa = "این کار به تماس با کسی نمی‌انجامد."


class NumberNotSeen(Refused):
    """See the number first; then note how the call went."""

    fa = "نخست شماره را ببینید، سپس نتیجهٔ تماس را بنویسید."


class TaskWordsNeeded(Invalid):
    """Write in {least} to {most} letters what was done or said."""

    fa = "در {least} تا {most} حرف بنویسید چه شد."


class UnknownOutcome(Invalid):
    """Choose how the call went."""

    fa = "نتیجهٔ تماس را انتخاب کنید."


class UnknownDesk(Invalid):
    """Choose the desk that goes on with it."""

    fa = "میزی را که ادامه می‌دهد انتخاب کنید."


class UnknownRest(Invalid):
    """Choose for how long to put it off."""

    fa = "انتخاب کنید چند ساعت دیگر."
