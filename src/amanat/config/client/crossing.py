"""The crossing: what a client sends to its banks' own addresses arrives at the simulators.

A library that knows only `https://bpm.shaparak.ir` is led here by the proxy variables that every
HTTP client honours, and trusts a certificate made for this one run. Everything is written down.
"""

import http.client
import ipaddress
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

#  A bank's own host, and where the simulators keep its paths.
HOMES = {"bpm.shaparak.ir": "/mellat", "payment.zarinpal.com": "/zarinpal"}
HERE = "127.0.0.1"  # A WSDL names the simulators' own address, which has every path as it is.
NOT_PASSED = frozenset({"host", "connection", "proxy-connection", "accept-encoding"})
LIFE = timedelta(days=1)
WAIT_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Message:
    """One request of the client, as it went over the wire."""

    method: str
    path: str
    content_type: str
    body: str


class Crossing(ThreadingHTTPServer):
    """A forward proxy that ends TLS itself and hands everything to the simulators."""

    daemon_threads = True

    def __init__(self, simulators: str, certificate: Path) -> None:
        super().__init__((HERE, 0), Passage)
        self.there = urlsplit(simulators).netloc
        self.address = f"http://{HERE}:{self.server_address[1]}"
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.tls.load_cert_chain(certificate)
        self.heard: list[Message] = []


class Passage(BaseHTTPRequestHandler):
    """One connection of the client."""

    protocol_version = "HTTP/1.1"
    server: Crossing
    home = ""

    def do_CONNECT(self) -> None:
        """The client wants a bank: be that bank."""
        self.home = HOMES.get(self.path.partition(":")[0], "")
        self.send_response_only(http.client.OK)
        self.end_headers()
        self.connection = self.server.tls.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb")
        self.close_connection = False

    def do_GET(self) -> None:
        """Pass a request on, and its answer back."""
        parts = urlsplit(self.path)
        path = self.home + parts.path + (f"?{parts.query}" if parts.query else "")
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        kind = self.headers.get("Content-Type", "")
        self.server.heard.append(Message(self.command, path, kind, body.decode()))
        passed = {k: v for k, v in self.headers.items() if k.lower() not in NOT_PASSED}
        line = http.client.HTTPConnection(self.server.there, timeout=WAIT_SECONDS)
        line.request(self.command, path, body, passed)
        reply = line.getresponse()
        answer = reply.read()
        line.close()
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.headers.get("Content-Type", "text/plain"))
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_POST = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the drill tells what counts."""


def certificate(folder: Path) -> Path:
    """A certificate of one day for the banks' hosts, and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Amanat drill")])
    here = x509.IPAddress(ipaddress.ip_address(HERE))
    hosts = x509.SubjectAlternativeName([*(x509.DNSName(host) for host in HOMES), here])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name)
        .public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(now - LIFE).not_valid_after(now + LIFE)
        .add_extension(hosts, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path = folder / "bank.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    path.chmod(0o600)
    return path


@contextmanager
def crossing(simulators: str, certificate: Path) -> Iterator[Crossing]:
    """A crossing in a thread."""
    server = Crossing(simulators, certificate)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
