"""The house says no on purpose. Anything else that raises is a bug.

A refusal's docstring is its English sentence and `fa` its Persian one; both may name facts in
braces. `param` is the form field or API parameter the sentence stands beside.
"""

from typing import Any, ClassVar, NoReturn

from amanat.words.text import Text


class Refused(Exception):
    """The platform refused this step."""

    fa: ClassVar[str] = "سامانه این کار را نپذیرفت."
    status: ClassVar[int] = 409

    def __init__(self, param: str = "", **facts: Any) -> None:
        self.param = param
        self.facts = facts
        super().__init__(self.sentence.en)

    @property
    def code(self) -> str:
        """The class name in snake case: stable, public, listed in the API's documentation."""
        words = "".join(f"_{c.lower()}" if c.isupper() else c for c in type(self).__name__)
        return words.lstrip("_")

    @property
    def sentence(self) -> Text:
        """What is said: whole numbers in the digits, and texts in the words, of each language."""
        return Text(self.fa, " ".join((self.__doc__ or "").split())).fill(**self.facts)


class WrongState(Refused):
    """This step is not open now: things have moved on. Look at the page again."""

    fa = "این کار اکنون باز نیست؛ وضعیت عوض شده است. صفحه را دوباره ببینید."


class NotYours(Refused):
    """This step belongs to someone else."""

    fa = "این کار بر عهدهٔ شخص دیگری است."
    status = 403


class NotFound(Refused):
    """There is nothing here, or it is not yours to see."""

    fa = "چیزی با این نشانی نیست، یا دیدنش به شما سپرده نشده است."
    status = 404


class Invalid(Refused):
    """This value cannot be used."""

    fa = "این مقدار پذیرفته نیست."
    status = 422


def refuse_unless(fine: bool, refusal: type[Refused], param: str = "", **facts: Any) -> None:
    """Say no with `refusal` unless `fine`."""
    if not fine:
        raise refusal(param, **facts)


def refuse(refusal: type[Refused], param: str = "", **facts: Any) -> NoReturn:
    raise refusal(param, **facts)
