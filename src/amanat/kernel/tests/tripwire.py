"""A small internet of one machine: some open sites, and a wire that whoever goes inside touches."""

import gzip
import ipaddress
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import ModuleType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

OPEN_HOST, OPEN_ADDRESS = "site.example", "93.184.215.14"
TURNING_HOST = "turning.example"  # Public at the first question, inside at every later one.
INSIDE = (
    "0.0.0.0", "0.0.0.1", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.254",
    "127.0.0.1", "127.0.0.2", "127.1.2.3", "127.255.255.254", "169.254.0.1", "169.254.169.254",
    "169.254.170.2", "172.16.0.1", "172.31.255.254", "192.0.0.1", "192.0.0.170", "192.0.2.1",
    "192.88.99.1", "192.168.0.1", "192.168.255.254", "198.18.0.1", "198.19.255.254",
    "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1",
    "255.255.255.255", "::", "::1", "::2", "::127.0.0.1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:93.184.215.14", "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1", "100::1", "2001::1",
    "2001:0:7f00:1::", "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::",
    "2002:a00:1::1", "2002:a9fe:a9fe::", "3fff::1", "5f00::1", "fc00::1", "fd00::1",
    "fd12:3456:789a::1", "fe80::1", "fec0::1", "ff02::1", "ff0e::1", "4000::1", "e000::1",
)  # fmt: skip
ODD = (
    "http://127.1/", "http://127.0.1/", "http://0/", "http://0.0/", "http://2130706433/",
    "http://017700000001/", "http://0177.0.0.1/", "http://0177.0.0.01/", "http://0x7f.0.0.1/",
    "http://0x7f000001/", "http://0x7f.1/", "http://0X7F.0x0.0x0.0x1/", "http://127.0.0.01/",
    "http://127.0.0.1./", "http://127.000.000.001/", "http://0xa9fea9fe/", "http://2852039166/",
    "http://169.254.43518/", "http://4294967295/", "http://0x100000000/", "http://127.0.0.256/",
    "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/", "http://127．0．0．1/", "http://１２７.0.0.1/",
    "http://۱۲۷.۰.۰.۱/", "http://١٢٧.٠.٠.١/", "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "http://ｌocalhost/",
    "http://localhost/", "http://LOCALHOST/", "http://localhost./", "http://localhost.localdomain/",
    "http://a.localhost/", "http://db.internal/", "http://printer.local/", "http://router.lan/",
    "http://metadata/", "http://intranet/", "http://db/", "http://x.home/", "http://x.corp/",
    "http://x.onion/", "http://1.0.0.127.in-addr.arpa/", "http://site.example./",
    "http://user@127.0.0.1/", "http://site.example@127.0.0.1/", "http://site.example:80@127.0.0.1/",
    "http://user:pass@site.example/", "http://@127.0.0.1/", "http://site.example%40127.0.0.1/",
    "http://127.0.0.1%2f.site.example/", "http://127.0.0.1\\@site.example/",
    "http:\\\\127.0.0.1/", "http:/127.0.0.1/", "http:127.0.0.1/", "http:///127.0.0.1/",
    "//127.0.0.1/", "http://127.0.0.1#@site.example/", "http://127.0.0.1?@site.example/",
    "http://site.example\t.127.0.0.1/", "http://site.example\n/", "http://site.example\r\nX: y/",
    " http://127.0.0.1/", "http://127.0.0.1 /", "http://site.example /", "http://\x00127.0.0.1/",
    "http://[::1%25lo]/", "http://[::1%lo]/", "http://[fe80::1%25eth0]/", "http://[::1/",
    "http://::1/", "http://[127.0.0.1]/", "http://[0:0:0:0:0:0:0:1]/", "http://[::1].example/",
    "http://[0:0:0:0:0:ffff:7f00:1]/", "http://[v1.fe80::a+en1]/",
    "http://127.0.0.1:22/", "http://site.example:22/", "http://site.example:8000/",
    "http://site.example:0/", "http://site.example:65536/", "http://site.example:-1/",
    "http://site.example:80x/", "http://site.example:/x@127.0.0.1:", "http://127.0.0.1:80/",
    "https://127.0.0.1:443/", "https://[::1]:443/", "file:///etc/passwd", "ftp://127.0.0.1/",
    "gopher://127.0.0.1:80/_x", "dict://127.0.0.1:11211/", "data:text/plain,x", "jar:http://x/",
    "unix:///run/x.sock", "javascript:1", "ldap://127.0.0.1/", "netdoc:///etc/hosts", "",
    "http://", "http:///", "http://.", "http://..", "http://.site.example/", "http://a..example/",
    "http://-a.example/", "http://xn--/", "http://ex ample/", "http://" + "a" * 64 + ".example/",
    "http://" + "a." * 130 + "example/", "http://site.example/" + "a" * 2000,
)  # fmt: skip
LITERALS = tuple(f"http://[{one}]/" if ":" in one else f"http://{one}/" for one in INSIDE)
EVERY = (*ODD, *LITERALS)
REFUSED = frozenset({"bad_address", "bad_port", "inside", "unknown_name"})


class Site(BaseHTTPRequestHandler):
    """One open site: pages that behave, and pages that do not."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = dict(parse_qsl(parts.query, keep_blank_values=True))
        match parts.path:
            case "/to":
                where = asked["u"].encode("utf-8", "replace").decode("latin-1")
                self.say(302, b"", location=where.replace("\r", "%0d").replace("\n", "%0a"))
            case "/loop":
                step = int(asked["n"])
                self.say(302, b"", location=f"/loop?n={step - 1}" if step else "/")
            case "/what":
                names = {name.lower() for name, _ in self.headers.items()}
                host = self.headers["Host"]
                self.say(200, f"{host} {' '.join(sorted(names))}".encode(), set_cookie="a=1")
            case _:
                self.misbehave(parts.path)

    def misbehave(self, path: str) -> None:
        match path:
            case "/drip":
                self.drip(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 400)
            case "/slow-body":
                self.drip(b"z" * 400, "HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n")
            case "/endless":
                self.endless()
            case "/bomb":
                self.say(200, gzip.compress(bytes(3 * 10**6)), content_encoding="gzip")
            case "/packed":
                self.say(200, gzip.compress(b"packed"), content_encoding="gzip")
            case "/deflate":
                self.say(200, zlib.compress(b"x"), content_encoding="deflate")
            case "/garbage":
                self.wfile.write(b"\x00\x01 no http at all\r\n\r\n")
                self.close_connection = True
            case _:
                self.say(200, b"home")

    def say(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def drip(self, what: bytes, first: str = "") -> None:
        """A byte at a time, for as long as somebody listens."""
        try:
            self.wfile.write(first.encode())
            for byte in what:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                time.sleep(0.02)
        except OSError:
            self.close_connection = True

    def endless(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        try:
            while True:
                self.wfile.write(b"2000\r\n" + b"x" * 0x2000 + b"\r\n")
        except OSError:
            self.close_connection = True

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


class Net:
    """Names, addresses and lines of the small internet; `hits` are lines that went inside."""

    def __init__(self, site: int, wire: int) -> None:
        self.site, self.wire = site, wire
        self.hits: list[str] = []
        self.asked: list[str] = []
        self.names: dict[str, list[str]] = {OPEN_HOST: [OPEN_ADDRESS]}

    def resolve(self, host: str, _seconds: float) -> list[str]:
        self.asked.append(host)
        if host == TURNING_HOST:
            return [OPEN_ADDRESS] if self.asked.count(host) == 1 else ["127.0.0.1"]
        return self.names.get(host, [])

    def connect(self, address: str, _port: int, seconds: float) -> socket.socket:
        """A name that slipped through is resolved as a careless library would: again."""
        try:
            ipaddress.ip_address(address)
        except ValueError:
            address = (self.resolve(address, seconds) or ["127.0.0.1"])[0]
        if address != OPEN_ADDRESS:
            self.hits.append(address)
        port = self.site if address == OPEN_ADDRESS else self.wire
        return socket.create_connection(("127.0.0.1", port), timeout=seconds)

    def way(self, crawler: ModuleType) -> Any:
        return crawler.Way(
            resolve=self.resolve, connect=self.connect, wrap=lambda line, _host: line
        )


@contextmanager
def net() -> Iterator[Net]:
    """An open site and a tripwire, both on loopback, for as long as this lasts."""
    with (
        ThreadingHTTPServer(("127.0.0.1", 0), Site) as site,
        socket.create_server(("127.0.0.1", 0)) as wire,
    ):
        site.daemon_threads = True
        threading.Thread(target=site.serve_forever, args=(0.05,), daemon=True).start()
        threading.Thread(target=_answer_and_close, args=(wire,), daemon=True).start()
        yield Net(site.server_address[1], wire.getsockname()[1])
        site.shutdown()


def _answer_and_close(wire: socket.socket) -> None:
    """Whoever comes in gets a page: a crawler that falls in sees no difference."""
    while True:
        try:
            line, _ = wire.accept()
        except OSError:
            return
        with line:
            line.recv(4096)
            line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret")
