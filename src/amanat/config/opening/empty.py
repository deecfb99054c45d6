"""The same wire with an answer that says nothing: what the door is measured against.

`python -m amanat.config.opening.empty PORT`
"""

import asyncio
import os
import sys

import django

from amanat.config import environment

TOLD = b'{"ticket": 123456789, "place": "waiting", "follow": "/apply/1/' + b"A" * 56 + b'/"}'


def main(port: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amanat.config.settings")
    django.setup()
    from amanat.config.opening.asked import JSON, Asked  # noqa: PLC0415 - Django must be ready first
    from amanat.config.opening.wire import Answer, Tell, serve  # noqa: PLC0415 - the same
    from amanat.words.refusal import Refused  # noqa: PLC0415 - the same

    class Nobody:
        def answer(self, _asks: Asked, tell: Tell) -> None:
            tell((202, JSON, {}, TOLD))

        def refuse(self, _asks: Asked, no: Refused) -> Answer:
            return int(no.status), JSON, {}, b""

        def broken(self, _asks: Asked) -> Answer:
            return 500, JSON, {}, b""

    async def nothing() -> None:
        """Nobody lives here."""

    asyncio.run(serve(Nobody(), environment.HOST, port, nothing, nothing))


if __name__ == "__main__":
    main(int(sys.argv[1]))
