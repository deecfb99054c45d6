"""A stand-in for the SMS service: an HTTP server in this process with Kavenegar's answers."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

KEY = "key-in-the-path"


class Provider:
    """Remembers by localid like the real one. `trouble` is one of "", "status", "lost", "dead"."""

    def __init__(self) -> None:
        self.sent: dict[str, dict[str, str]] = {}
        self.calls: list[str] = []
        self.trouble, self.status, self.reached = "", 200, 1
        self.address = ""

    def answer(self, method: str, fields: dict[str, str]) -> tuple[int, list[dict[str, Any]]]:
        if method == "send":
            return 200, [self._send(fields)]
        if method == "statuslocalmessageid":
            known = self.sent.get(fields["localid"])
            found = {"messageid": known["messageid"], "status": 1} if known else {"status": 100}
            return 200, [found]
        return 200, [{"messageid": fields["messageid"], "status": self.reached}]

    def _send(self, fields: dict[str, str]) -> dict[str, Any]:
        number = str(9000 + len(self.sent))
        known = self.sent.setdefault(fields["localid"], fields | {"messageid": number})
        return {"messageid": int(known["messageid"]), "status": 1}


@contextmanager
def open_provider() -> Iterator[Provider]:
    provider = Provider()

    class Line(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
            method = self.path.rsplit("/", 1)[1].removesuffix(".json")
            provider.calls.append(method)
            if provider.trouble == "dead":
                return
            status, entries = provider.status, []
            if provider.trouble != "status":
                fields = {name: values[0] for name, values in parse_qs(raw).items()}
                status, entries = provider.answer(method, fields)
            if provider.trouble == "lost":
                return
            body = json.dumps({"return": {"status": status}, "entries": entries}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Line)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    provider.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
