"""What the outside tells us: environment variables, read in one place and documented here.

AMANAT_HOME       where data, uploads and secrets live (default: var/ beside the project, or
                  /var/lib/amanat-… when root starts it)
AMANAT_MODE       "sandbox" (default: demo data, movable clock, simulators), "live", or "test"
DATABASE_URL      any PostgreSQL 15 or newer; without it the embedded one is used
DATABASE_APP_URL  the same database for the application's own, weaker role (optional)
AMANAT_ROLE       "app" (default) or "owner": only `amanat migrate` runs as owner
AMANAT_PORT       port of the web server on this machine, default 8000
AMANAT_URL        public address (default: http://127.0.0.1 and the port)
AMANAT_APPLY_URL  public address of the door for applications at opening hour (default:
                  http://127.0.0.1 and the port plus 200); behind a proxy that sends /apply/ and
                  /en/apply/ there, AMANAT_URL itself
AMANAT_THROW_AWAY "yes" lets the platform run on a database that may lose acknowledged money
AMANAT_DJANGO_KEY signs sessions (the default of this key and the next three is a file of its own)
AMANAT_FIELD_KEY  wraps the keys of encrypted fields; lost with it is what they hold
AMANAT_BLIND_KEY  makes encrypted national ids findable
AMANAT_SIGNING_KEY signs seals, lists and receipts that anybody can verify
AMANAT_SMS_INBOUND_KEY the secret end of the address at which the SMS provider tells us of an SMS
                  that came in: /sms/in/… (the default is a file of its own)
SIMULATORS_URL    address of the simulators (default: http://127.0.0.1 and the port plus 300)

AMANAT_RADAR_SOURCES  outgoing addresses of the radar's two networks, with a comma between
                  (default: the machine's own; forgers serve a known crawler another page)

Of measurements and drills:

AMANAT_BENCH_SCALE    size of pgbench's tables in `make bench`, default 50
AMANAT_BENCH_REPEATS  how often each case is measured, default 3
AMANAT_BENCH_SECONDS  how long each run of the opening hour over HTTP lasts, default 3
AMANAT_BENCH_GROWTH   rows of the large book whose cost is measured, default 1000000
AMANAT_BENCH_CASES    only these cases, by name, default all
AMANAT_EXAMPLES       random histories of the ledger's tests and of `make drill-ledger`
AMANAT_STEPS          steps of each history
AMANAT_ROUNDS         rounds of each race
AMANAT_MATRIX         "whole" plays every case of the fault matrix, as `make drill-money` does
AMANAT_KILLS          how often a worker is killed at each point of each job
AMANAT_SERVER_KILLS   how often PostgreSQL is killed under load
AMANAT_DOUBLES        pairs of doubled callbacks
AMANAT_TAMPERED       forged callbacks
AMANAT_REPORT         a file to which the tests of `make drill-money` write their figures

Of the outside world; outside "live" they have the simulators' defaults, "live" needs them all. A
secret may also lie in a file: AMANAT_MELLAT_PASSWORD_FILE names one that holds the password.

AMANAT_MELLAT_SERVICE   address of Mellat's SOAP service
AMANAT_MELLAT_PAGE      address of Mellat's payment page
AMANAT_MELLAT_TERMINAL  our terminal number at Mellat
AMANAT_MELLAT_USER      our user name at Mellat
AMANAT_MELLAT_PASSWORD  our password at Mellat
AMANAT_PARSIAN_SERVICES address of Parsian's SOAP services
AMANAT_PARSIAN_PAGE     address of Parsian's payment page
AMANAT_PARSIAN_PIN      our login account at Parsian
AMANAT_ZARINPAL_SERVICE address of ZarinPal's payment calls: …/pg/v4/payment
AMANAT_ZARINPAL_PAGE    address of ZarinPal's payment page: …/pg/StartPay
AMANAT_ZARINPAL_MERCHANT our merchant id at ZarinPal
AMANAT_ZARINPAL_REFUNDS address of ZarinPal's refund service (optional, with the next one)
AMANAT_ZARINPAL_TOKEN   our access token there; without it refunds go by reversal or Paya
AMANAT_BANK             address of the bank that pays out
AMANAT_BANK_NAME        the name on our account there
AMANAT_BANK_SHEBA       the Sheba of our account there
AMANAT_INQUIRY          address of the inquiries: who owns a mobile number, who owns a Sheba
AMANAT_INQUIRY_KEY      our key there
AMANAT_KAVENEGAR        address of the SMS service
AMANAT_KAVENEGAR_KEY    our key there (it stands in the path of each call)
AMANAT_KAVENEGAR_SENDER the number our SMS come from

A second SMS service, tried when the first surely did not send; without an address there is none:

AMANAT_SMSIR      address of SMS.ir
AMANAT_SMSIR_KEY  our key there
AMANAT_SMSIR_LINE the number our SMS come from there
AMANAT_WHOIS            address of the gateway to the registries of domains

What proves a domain is read on the public internet; outside "live" the simulators play every site:

AMANAT_SITES      address of a server that plays all sites; without it, outside a sandbox, none
AMANAT_DNS        address of the resolver that is asked for TXT records (default: the system's)
"""

import hashlib
import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

PROJECT = Path(__file__).resolve().parents[3]
SECRET_BYTES = 48
APP_ROLE = "amanat_app"
MODES = ("sandbox", "live", "test")
IN_A_FILE = "{}_FILE"  # The setting that names a file with the value of another.
HOST = "127.0.0.1"
DEFAULT_PORT = 8000
SIMULATORS_ABOVE = 300  # Ports between the web server and the simulators.
APPLY_ABOVE = 200  # The same for the door of the opening hour.
#  The radar asks as customers would: forgers show a crawler another page.
RADAR_AGENTS = {
    "desk": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "phone": "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
}


class SettingWrong(Exception):
    """An environment variable cannot be used. The text says which, and what to do."""


def home() -> Path:
    """The folder that holds everything this installation writes."""
    named = os.environ.get("AMANAT_HOME")
    if named:
        return Path(named).resolve()
    if os.geteuid() == 0:
        mark = hashlib.sha256(str(PROJECT).encode()).hexdigest()[:8]
        return Path(f"/var/lib/amanat-{mark}")
    return PROJECT / "var"


def mode() -> str:
    """How this installation is used; anything but the three modes is refused."""
    chosen = os.environ.get("AMANAT_MODE", "sandbox")
    if chosen not in MODES:
        raise SettingWrong(f"AMANAT_MODE is “{chosen}”: choose one of {', '.join(MODES)}.")
    return chosen


def secret(name: str) -> str:
    """A secret from the environment, or from a file of its own that is made once, mode 0600."""
    if value := os.environ.get(f"AMANAT_{name.upper()}"):
        return value
    path = home() / "secrets" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(SECRET_BYTES))
    return path.read_text().strip()


def port() -> int:
    """The web server's port; a wrong AMANAT_PORT is refused with one sentence."""
    text = os.environ.get("AMANAT_PORT", str(DEFAULT_PORT))
    highest = 65_535 - SIMULATORS_ABOVE
    if not text.isdecimal() or not 1 <= int(text) <= highest:
        raise SettingWrong(f"AMANAT_PORT is “{text}”: give a number from 1 to {highest}.")
    return int(text)


def apply_port() -> int:
    """Where the door for applications at opening hour listens on this machine."""
    return port() + APPLY_ABOVE


def apply_address() -> str:
    return os.environ.get("AMANAT_APPLY_URL", f"http://{HOST}:{apply_port()}").rstrip("/")


def throw_away() -> bool:
    """Whether somebody said that losing this database is fine."""
    return mode() == "test" or os.environ.get("AMANAT_THROW_AWAY") == "yes"


def web_address() -> str:
    return os.environ.get("AMANAT_URL", f"http://{HOST}:{port()}").rstrip("/")


def simulators_address() -> str:
    default = f"http://{HOST}:{port() + SIMULATORS_ABOVE}"
    return os.environ.get("SIMULATORS_URL", default).rstrip("/")


def mellat() -> dict[str, str]:
    """Our terminal at Mellat. Outside "live" the defaults are the simulator's own terminal."""
    here = f"{simulators_address()}/mellat/pgwchannel"
    return {
        "service": _outside("AMANAT_MELLAT_SERVICE", f"{here}/services/pgw"),
        "page": _outside("AMANAT_MELLAT_PAGE", f"{here}/startpay.mellat"),
        "terminal_id": _outside("AMANAT_MELLAT_TERMINAL", "1234567"),
        "user_name": _outside("AMANAT_MELLAT_USER", "amanat"),
        "password": _outside("AMANAT_MELLAT_PASSWORD", "amanat"),
    }


def parsian() -> dict[str, str]:
    """Our terminal at Parsian. Outside "live" the defaults are the simulator's own terminal."""
    here = f"{simulators_address()}/parsian"
    return {
        "services": _outside("AMANAT_PARSIAN_SERVICES", f"{here}/NewIPGServices"),
        "page": _outside("AMANAT_PARSIAN_PAGE", f"{here}/NewIPG/"),
        "pin": _outside("AMANAT_PARSIAN_PIN", "amanat00000000000000"),
    }


def zarinpal() -> dict[str, str]:
    """Our merchant at ZarinPal. Outside "live" the defaults are the simulator's own merchant."""
    here = f"{simulators_address()}/zarinpal"
    is_live = mode() == "live"
    return {
        "service": _outside("AMANAT_ZARINPAL_SERVICE", f"{here}/pg/v4/payment"),
        "page": _outside("AMANAT_ZARINPAL_PAGE", f"{here}/pg/StartPay"),
        "merchant_id": _outside("AMANAT_ZARINPAL_MERCHANT", "00000000-0000-4000-8000-00000000a11a"),
        "refunds": _given("AMANAT_ZARINPAL_REFUNDS")
        or ("" if is_live else f"{here}/api/v4/graphql"),
        "access_token": _given("AMANAT_ZARINPAL_TOKEN") or ("" if is_live else "amanat"),
    }


def bank() -> dict[str, str]:
    """The bank that holds our account, and the account."""
    return {
        "address": _outside("AMANAT_BANK", f"{simulators_address()}/bank"),
        "our_name": _outside("AMANAT_BANK_NAME", "Amanat"),
        "our_sheba": _outside("AMANAT_BANK_SHEBA", "IR820540102680020817909002"),
    }


def inquiry() -> dict[str, str]:
    """Who answers whether a mobile number or a Sheba belongs to a national id."""
    return {
        "address": _outside("AMANAT_INQUIRY", f"{simulators_address()}/bank/inquiry"),
        "key": _outside("AMANAT_INQUIRY_KEY", "amanat"),
    }


def kavenegar() -> dict[str, str]:
    """The SMS service."""
    return {
        "address": _outside("AMANAT_KAVENEGAR", f"{simulators_address()}/kavenegar"),
        "key": _outside("AMANAT_KAVENEGAR_KEY", "amanat"),
        "sender": _outside("AMANAT_KAVENEGAR_SENDER", "10008663"),
    }


def smsir() -> dict[str, str]:
    """The second SMS service, when there is an account."""
    return {
        "address": os.environ.get("AMANAT_SMSIR", ""),
        "key": os.environ.get("AMANAT_SMSIR_KEY", ""),
        "line": os.environ.get("AMANAT_SMSIR_LINE", "0"),
    }


def whois() -> dict[str, str]:
    """Who answers whom a domain belongs to."""
    return {"address": _outside("AMANAT_WHOIS", f"{simulators_address()}/whois")}


def sites() -> dict[str, str]:
    """Where sites are looked at: the whole internet, or one server that plays them all."""
    default = "" if mode() == "live" else simulators_address()
    return {
        "address": os.environ.get("AMANAT_SITES", default).rstrip("/"),
        "resolver": os.environ.get("AMANAT_DNS", ""),
    }


def radar_networks() -> list[tuple[str, str, str]]:
    """As whom the radar asks for pages: name, agent, and the outgoing address ("" for any)."""
    sources = [one.strip() for one in os.environ.get("AMANAT_RADAR_SOURCES", "").split(",")]
    sources += [""] * len(RADAR_AGENTS)
    return [(name, RADAR_AGENTS[name], sources[place]) for place, name in enumerate(RADAR_AGENTS)]


def radar_registers() -> frozenset[str]:
    """Hosts that are our own register: a seal's link leads there. A sandbox's shops name one more."""
    ours = urlsplit(web_address()).hostname or ""
    return frozenset({ours} if mode() == "live" else {ours, "register.test"})


def _given(name: str) -> str:
    """A setting out of the environment, or out of the file that NAME_FILE names."""
    if value := os.environ.get(name):
        return value
    file = os.environ.get(IN_A_FILE.format(name))
    if not file:
        return ""
    try:
        return Path(file).read_text().strip()
    except OSError as error:
        raise SettingWrong(f"{name}_FILE cannot be read: {error.strerror}.") from error


def _outside(name: str, sandbox: str) -> str:
    """A setting of the outside world; only outside "live" there is a default."""
    value = _given(name) or ("" if mode() == "live" else sandbox)
    if not value:
        raise SettingWrong(f"{name} is missing: with AMANAT_MODE=live it has no default.")
    return value
