"""Start and stop the outside world."""

from __future__ import annotations

import argparse
import errno
import signal
import socket
import sys
import threading
from collections.abc import Sequence
from email.message import Message
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import urlsplit

from simulators import faults, index, late, pages, sites
from simulators.bank import ROUTES as BANK_ROUTES
from simulators.bank import SCHEMAS as BANK_SCHEMAS
from simulators.clock import Clock
from simulators.faults import Faults
from simulators.kavenegar import ROUTES as SMS_ROUTES
from simulators.kavenegar import SCHEMAS as SMS_SCHEMAS
from simulators.mellat import OPEN_PATHS
from simulators.mellat import ROUTES as MELLAT_ROUTES
from simulators.mellat import SCHEMAS as MELLAT_SCHEMAS
from simulators.parsian import ROUTES as PARSIAN_ROUTES
from simulators.parsian import SCHEMAS as PARSIAN_SCHEMAS
from simulators.store import Store
from simulators.web import (
    BODY_LIMIT_BYTES,
    LOOPBACK_NAMES,
    Answer,
    HangUp,
    Request,
    Unfit,
    dispatch,
    read_fields,
)
from simulators.whois import ROUTES as WHOIS_ROUTES
from simulators.whois import SCHEMA as WHOIS_SCHEMA
from simulators.world import World
from simulators.zarinpal import ROUTES as ZARINPAL_ROUTES
from simulators.zarinpal import SCHEMAS as ZARINPAL_SCHEMAS

ROUTES = (
    *MELLAT_ROUTES,
    *PARSIAN_ROUTES,
    *ZARINPAL_ROUTES,
    *SMS_ROUTES,
    *BANK_ROUTES,
    *WHOIS_ROUTES,
    *sites.ROUTES,
    *index.ROUTES,
)
SCHEMAS = (
    faults.SCHEMA,
    late.SCHEMA,
    *MELLAT_SCHEMAS,
    *PARSIAN_SCHEMAS,
    *ZARINPAL_SCHEMAS,
    *SMS_SCHEMAS,
    *BANK_SCHEMAS,
    WHOIS_SCHEMA,
    sites.SCHEMA,
)
DEFAULT_PORT = 8300
IDLE_SECONDS = 30
DRAIN_LIMIT_BYTES = 1024 * 1024
DRIPS = 20
COMMON_HEADERS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}


class Simulators(ThreadingHTTPServer):
    """The outside world, listening on one loopback address."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(
        self,
        host: str,
        port: int,
        state_dir: Path,
        public_url: str | None,
        sms_webhook: str | None = None,
    ) -> None:
        if host not in LOOPBACK_NAMES and not host.startswith("127."):
            raise ValueError(f"the simulators listen on loopback only, not on {host}")
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            super().__init__((host, port), Conversation)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            words = f"port {port} on {host} is taken by another program"
            raise OSError(errno.EADDRINUSE, words) from error
        shown = f"[{host}]" if ":" in host else host
        self.address = f"http://{shown}:{self.server_address[1]}"
        store = Store(state_dir, SCHEMAS)
        base = public_url.rstrip("/") if public_url else None
        self.world = World(store, Clock(store), Faults(store), base, sms_webhook)

    def close(self) -> None:
        """Stop listening, let waiting calls go, and close the memory."""
        self.world.stopping.set()
        self.server_close()
        self.world.store.close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep quiet about a client that went away; anything else is a bug and is shown."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class Conversation(BaseHTTPRequestHandler):
    """One connection of one client."""

    protocol_version = "HTTP/1.1"
    timeout = IDLE_SECONDS
    disable_nagle_algorithm = True
    wbufsize = -1  # headers and body leave in one packet
    server: Simulators

    def do_GET(self) -> None:
        """Answer a GET."""
        self._serve()

    do_HEAD = do_POST = do_DELETE = do_GET

    def _serve(self) -> None:
        try:
            answer = self._site() or dispatch(self.server.world, ROUTES, self._request())
        except HangUp:
            self.close_connection = True
            return
        except Unfit as unfit:
            answer = self._refusal(unfit)
        self._send(answer)

    def _site(self) -> Answer | None:
        """A page of a site that we play, when somebody asks for one by its name."""
        host = (urlsplit(f"//{self.headers.get('Host', '')}").hostname or "").lower()
        if self.command != "GET" or "." not in host or host.startswith("127."):
            return None
        return sites.serve(self.server.world, host, urlsplit(self.path).path)

    def _refusal(self, unfit: Unfit) -> Answer:
        if "text/html" in self.headers.get("Accept", ""):
            words = pages.h("<p>{reason}</p>", reason=pages.ltr(unfit.reason))
            return pages.page("درخواست پذیرفته نشد", words, status=unfit.status)
        return Answer(f"{unfit.reason}\n".encode(), unfit.status)

    def _request(self) -> Request:
        parts = urlsplit(self.path)
        base = self._base_url()
        body = self._body()
        kept = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, parts.path, read_fields(parts.query), kept, body, base)
        self._refuse_strangers(request)
        return request

    def _base_url(self) -> str:
        host = self.headers.get("Host", "")
        name = urlsplit(f"//{host}").hostname or ""
        ours = self.server.world.public_url
        if ours and name == urlsplit(ours).hostname:
            return ours
        if name in LOOPBACK_NAMES or name.startswith("127.") or name.endswith(".localhost"):
            return ours or f"http://{host}"
        self.close_connection = True
        raise Unfit(HTTPStatus.MISDIRECTED_REQUEST, "this host name is not served here")

    def _refuse_strangers(self, request: Request) -> None:
        foreign = request.headers.get("sec-fetch-site") == "cross-site"
        if foreign and request.method != "GET" and request.path not in OPEN_PATHS:
            raise Unfit(HTTPStatus.FORBIDDEN, "another site may not steer the simulators")

    def _body(self) -> bytes:
        headers: Message = self.headers
        if headers.get("Transfer-Encoding"):
            self.close_connection = True
            raise Unfit(HTTPStatus.LENGTH_REQUIRED, "send a Content-Length")
        raw = headers.get("Content-Length", "0")
        if not (raw.isascii() and raw.isdigit() and len(raw) <= 12):
            self.close_connection = True
            raise Unfit(HTTPStatus.BAD_REQUEST, "Content-Length is not a number")
        length = int(raw)
        if length > BODY_LIMIT_BYTES:
            self.close_connection = True
            self.rfile.read(min(length, DRAIN_LIMIT_BYTES))
            words = f"a body holds at most {BODY_LIMIT_BYTES} bytes"
            raise Unfit(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, words)
        return self.rfile.read(length)

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        headers = {**COMMON_HEADERS, "Content-Type": answer.content_type, **answer.headers}
        headers["Content-Length"] = str(len(answer.body))
        if self.close_connection:
            headers["Connection"] = "close"
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self._write(answer)

    def _write(self, answer: Answer) -> None:
        if answer.drip_seconds is None:
            self.wfile.write(answer.body)
            return
        size = max(1, -(-len(answer.body) // DRIPS))
        for start in range(0, len(answer.body), size):
            self.wfile.write(answer.body[start : start + size])
            self.wfile.flush()
            self.server.world.stopping.wait(answer.drip_seconds / DRIPS)

    def version_string(self) -> str:
        """Name the server without naming its software."""
        return "simulators"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: addresses hold keys."""


def serve(
    host: str,
    port: int,
    state_dir: str | Path,
    public_url: str | None = None,
    sms_webhook: str | None = None,
) -> None:
    """Run the outside world until SIGTERM or SIGINT; print one line with its address.

    Raises OSError when the port is taken, ValueError when the host is not loopback.
    """
    world = Simulators(host, port, Path(state_dir), public_url, sms_webhook)
    before = _stop_on_signals(world)
    try:
        print(world.address, flush=True)
        world.serve_forever(poll_interval=0.1)
    finally:
        world.close()
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop_on_signals(world: Simulators) -> dict[signal.Signals, signal._HANDLER]:
    if threading.current_thread() is not threading.main_thread():
        return {}

    def stop(number: int, frame: FrameType | None) -> None:
        threading.Thread(target=world.shutdown, daemon=True).start()

    return {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}


def run(words: Sequence[str] | None = None) -> int:
    """Run from the command line; give the exit status."""
    parser = argparse.ArgumentParser(prog="simulators", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    parser.add_argument("--state-dir", type=Path, required=True)
    parser.add_argument("--public-url", help="the address browsers use, when it differs")
    parser.add_argument("--sms-webhook", help="who is told of SMS that people send back")
    chosen = parser.parse_args(words)
    try:
        serve(chosen.host, chosen.port, chosen.state_dir, chosen.public_url, chosen.sms_webhook)
    except (OSError, ValueError) as error:
        print(f"simulators: {error}", file=sys.stderr)
        return 1
    return 0
