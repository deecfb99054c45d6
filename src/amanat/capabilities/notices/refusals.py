"""How a notice is refused."""

from amanat.words.refusal import Invalid, Refused


class SmsTooLong(Invalid):
    """This text takes {parts} SMS parts; at most {most} are sent."""

    fa = "این متن {parts} بخش پیامک می‌شود؛ بیش از {most} بخش فرستاده نمی‌شود."


class RepeatedLately(Refused):
    """The last SMS was repeated a short while ago. Wait ten minutes before you send it again."""

    fa = "آخرین پیامک همین تازگی دوباره فرستاده شد. ده دقیقه صبر کنید و بعد دوباره بفرستید."


class NothingToRepeat(Refused):
    """There is no SMS that may be repeated: codes are never sent again."""

    fa = "پیامکی برای تکرار نیست؛ کدها هرگز دوباره فرستاده نمی‌شود."


class NoMessageId(Invalid):
    """The provider gave this SMS no number."""

    fa = "سامانهٔ پیامک برای این پیام شماره‌ای نداده است."
