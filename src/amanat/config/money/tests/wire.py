"""The outside world without a socket: the client's questions go straight to the simulators.

Hundreds of cases become cheap this way. What a wire does to bytes is tested elsewhere, over one.
"""

from pathlib import Path
from urllib.parse import urlsplit

import httpx

from simulators.clock import Clock
from simulators.faults import Faults
from simulators.main import ROUTES, SCHEMAS
from simulators.store import Store
from simulators.web import Answer, HangUp, Request, Unfit, dispatch, read_fields
from simulators.world import World

ADDRESS = "http://localhost"


class Wire(httpx.BaseTransport):
    """Carries a request of httpx to the simulators, and their answer back."""

    def __init__(self, folder: Path) -> None:
        store = Store(folder, SCHEMAS)
        self.world = World(store, Clock(store), Faults(store), ADDRESS)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        try:
            answer = self._answer(request)
        except HangUp as error:
            raise httpx.ReadTimeout("the line went dead", request=request) from error
        headers = {**answer.headers, "Content-Type": answer.content_type}
        return httpx.Response(answer.status, headers=headers, content=answer.body)

    def _answer(self, request: httpx.Request) -> Answer:
        path = urlsplit(request.url.raw_path.decode())
        asked = Request(
            request.method,
            path.path,
            read_fields(path.query),
            {name.lower(): value for name, value in request.headers.items()},
            request.read(),
            ADDRESS,
        )
        try:
            return dispatch(self.world, ROUTES, asked)
        except Unfit as unfit:
            return Answer(f"{unfit.reason}\n".encode(), unfit.status)

    def close(self) -> None:
        self.world.store.close()
