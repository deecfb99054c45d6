"""How support says no."""

from amanat.words.refusal import Invalid, Refused


class LineNeeded(Invalid):
    """Write your message, in {least} to {most} letters."""

    fa = "پیام خود را در {least} تا {most} حرف بنویسید."


class TooManyConversations(Refused):
    """You have {most} open conversations. Write in one of them."""

    fa = "{most} گفت‌وگوی باز دارید؛ در یکی از همان‌ها بنویسید."


class SummaryNeeded(Invalid):
    """Write for your colleague what was found so far."""

    fa = "برای همکارتان بنویسید تا اینجا چه شده است."


class UnknownHelpDesk(Invalid):
    """Choose who goes on with it."""

    fa = "انتخاب کنید چه کسی ادامه می‌دهد."


class NotTheirDeal(Refused):
    """This customer is not the buyer of that deal."""

    fa = "این مشتری خریدار آن معامله نیست."


class CannedTooLong(Invalid):
    """Write title and text in both languages, the text in at most {most} letters."""

    fa = "عنوان و متن را به هر دو زبان بنویسید، متن حداکثر {most} حرف."


class OwnConversation(Refused):
    """This is your own conversation; a colleague answers it."""

    fa = "این گفت‌وگوی خود شماست؛ همکار دیگری پاسخ می‌دهد."
    status = 403
