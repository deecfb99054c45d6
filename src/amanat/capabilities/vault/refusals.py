from amanat.words.refusal import Invalid, Refused


class SecretKnown(Refused):
    """This is in our vault already, for another deal. The same thing cannot be sold twice."""

    fa = "این پیش‌تر برای معامله‌ای دیگر در گاوصندوق ماست؛ یک چیز دو بار فروخته نمی‌شود."


class SecretTooLong(Invalid):
    """At most {most} characters can be sealed."""

    fa = "حداکثر {most} نویسه را می‌توان مهروموم کرد."


class TooManyTries(Refused):
    """You have brought what we know already {most} times today. Try again tomorrow, or call us."""

    fa = "امروز {most} بار چیزی آوردید که در گاوصندوق است؛ فردا دوباره بیایید یا با ما تماس بگیرید."
    status = 429


class NothingSealed(Refused):
    """Nothing has been sealed here."""

    fa = "هنوز چیزی مهروموم نشده است."
