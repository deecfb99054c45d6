"""A stand-in for the outside world: an HTTP server in this process that answers inquiries."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Outside:
    """`strangers` match nobody; `silent` makes every question go unanswered."""

    def __init__(self) -> None:
        self.strangers: set[str] = set()
        self.silent = False
        self.asked: list[dict[str, Any]] = []
        self.address = ""

    def answer(self, path: str, question: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        self.asked.append(question)
        if self.silent:
            return 502, {"error": "no line"}
        matched = not self.strangers & set(question.values())
        answer: dict[str, Any] = {"matched": matched}
        if path.endswith("/iban"):
            answer["owner_name"] = "مریم احمدی" if matched else "شخص دیگر"
        return 200, answer


@contextmanager
def open_outside() -> Iterator[Outside]:
    world = Outside()

    class Line(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            status, answer = world.answer(self.path, json.loads(self.rfile.read(length)))
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Line)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    world.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield world
    finally:
        server.shutdown()
        server.server_close()
