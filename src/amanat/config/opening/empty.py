"""The same wire with an answer that says nothing: what the door is measured against."""

from amanat.config.opening.asked import JSON, Asked
from amanat.config.opening.wire import Answer, Tell
from amanat.words.refusal import Refused

TOLD = b'{"ticket": 123456789, "place": "waiting", "follow": "/apply/1/' + b"A" * 56 + b'/"}'


class Nobody:
    """Nobody lives here."""

    def answer(self, _asks: Asked, tell: Tell) -> None:
        tell((202, JSON, {}, TOLD))

    def refuse(self, _asks: Asked, no: Refused) -> Answer:
        return int(no.status), JSON, {}, b""

    def broken(self, _asks: Asked) -> Answer:
        return 500, JSON, {}, b""

    async def open_up(self) -> None:
        """Nothing is needed."""

    async def say_goodbye(self) -> None:
        """Nothing is left."""
