from amanat.words.refusal import Invalid, Refused


class SecretKnown(Refused):
    """This is in our vault already, for another deal. The same thing cannot be sold twice."""

    fa = "این پیش‌تر برای معامله‌ای دیگر در گاوصندوق ماست؛ یک چیز دو بار فروخته نمی‌شود."


class SecretTooLong(Invalid):
    """At most {most} characters can be sealed."""

    fa = "حداکثر {most} نویسه را می‌توان مهروموم کرد."


class NothingSealed(Refused):
    """Nothing has been sealed here."""

    fa = "هنوز چیزی مهروموم نشده است."
