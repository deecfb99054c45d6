"""The outside world in this very process: our adapters ask it without a socket.

Thousands of histories become cheap this way. What a wire does to bytes is tested over one.
"""

from typing import ClassVar

import httpx

from simulators.main import ROUTES
from simulators.web import Answer, HangUp, Request, Unfit, dispatch, read_fields
from simulators.world import World


class Wire(httpx.BaseTransport):
    """Carries a request of httpx to the simulators' own code, and their answer back."""

    PLACE: ClassVar[str] = "http://localhost"

    def __init__(self, world: World) -> None:
        self.world = world

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One question and its answer; a line that goes dead is a timeout."""
        path, _, query = request.url.raw_path.decode().partition("?")
        headers = {name.lower(): value for name, value in request.headers.items()}
        try:
            answer = self.ask(request.method, path, request.read(), headers, query)
        except HangUp as error:
            raise httpx.ReadTimeout("the line went dead", request=request) from error
        told = {**answer.headers, "Content-Type": answer.content_type}
        return httpx.Response(answer.status, headers=told, content=answer.body)

    def ask(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: dict[str, str] | None = None,
        query: str = "",
    ) -> Answer:
        """What the outside world answers, as it comes."""
        asked = Request(method, path, read_fields(query), headers or {}, body, self.PLACE)
        try:
            return dispatch(self.world, ROUTES, asked)
        except Unfit as unfit:
            return Answer(f"{unfit.reason}\n".encode(), unfit.status)
