"""How a notice is refused."""

from amanat.words.refusal import Invalid


class SmsTooLong(Invalid):
    """This text takes {parts} SMS parts; at most {most} are sent."""

    fa = "این متن {parts} بخش پیامک می‌شود؛ بیش از {most} بخش فرستاده نمی‌شود."
