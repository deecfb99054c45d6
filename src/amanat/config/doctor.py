"""`amanat doctor`: look at every part; each line ok, warn or fail, and what to do about it."""

import http.client
import json
import os
import shutil
import stat
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import django
import typer

from amanat.config import database, durability, environment
from amanat.config.finding import Finding

COLOURS = {"ok": typer.colors.GREEN, "warn": typer.colors.YELLOW, "fail": typer.colors.RED}
LITTLE_DISK_BYTES = 2 * 1024**3
NO_DISK_BYTES = 300 * 1024**2
REACH_SECONDS = 3
NOON_WINTER = datetime(2026, 1, 1, 12, tzinfo=UTC)
TEHRAN_HOURS_AHEAD = 3.5  # Without daylight saving since September 2022.


def examine() -> list[Finding]:
    """Every check in order; those that need the database only when there is one."""
    findings = [look() for look in (python, disk, secrets, time_zones, chromium)]
    reached = database_answers()
    findings += reached
    if all(one.level != "fail" for one in reached):
        findings += inside()
    return [*findings, static_files(), web(), simulators()]


def inside() -> list[Finding]:
    """What only Django can see, once there is a database to ask."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amanat.config.settings")
    django.setup()
    from amanat.config import doctor_inside  # noqa: PLC0415 - its imports need Django set up

    return [guarded(look) for look in doctor_inside.CHECKS]


def guarded(look: Callable[[], Finding]) -> Finding:
    """A check that breaks is itself a finding; the others still run."""
    try:
        return look()
    except Exception as error:  # A check that breaks must not hide the others.
        name = look.__name__.replace("_", " ")
        return Finding("fail", name, f"{type(error).__name__}: {error}", "Run amanat migrate.")


def python() -> Finding:
    version = ".".join(str(part) for part in sys.version_info[:3])
    return Finding("ok", "python", version)


def disk() -> Finding:
    """Free space where data is written."""
    home = environment.home()
    place = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    says = f"{free / 1024**3:.1f} GB free for {home}"
    if free < NO_DISK_BYTES:
        return Finding("fail", "disk", says, "Free space now: the database stops when it is full.")
    if free < LITTLE_DISK_BYTES:
        return Finding("warn", "disk", says, "Free some space, or move AMANAT_HOME.")
    return Finding("ok", "disk", says)


def secrets() -> Finding:
    """Secret files belong to their owner alone."""
    folder = environment.home() / "secrets"
    if not folder.exists():
        return Finding("warn", "secrets", "none yet", "They are made at the first start.")
    files = [folder, *folder.iterdir()]
    open_ones = [path.name for path in files if stat.S_IMODE(path.stat().st_mode) & 0o077]
    if open_ones:
        do = f"chmod -R go-rwx {folder}"
        return Finding("fail", "secrets", f"others may read: {', '.join(open_ones)}", do)
    return Finding("ok", "secrets", f"{len(files) - 1} files, readable by their owner only")


def time_zones() -> Finding:
    """Tehran as the pinned tzdata knows it."""
    offset = ZoneInfo("Asia/Tehran").utcoffset(NOON_WINTER)
    hours = offset.total_seconds() / 3600 if offset else 0.0
    if hours != TEHRAN_HOURS_AHEAD:
        return Finding("fail", "time zones", f"Tehran is {hours:+} h", "Install tzdata again.")
    return Finding("ok", "time zones", "Tehran is +3.5 h")


def chromium() -> Finding:
    """The browser of the browser stories; the platform itself needs none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        do = "For the browser tests: apt-get install chromium."
        return Finding("warn", "chromium", "not installed", do)
    return Finding("ok", "chromium", found)


def database_answers() -> list[Finding]:
    """Reachable, new enough, durable."""
    cluster = database.embedded()
    if cluster is not None and not cluster.running():
        return [Finding("fail", "database", "the embedded server does not run", "make run")]
    try:
        found = durability.insist(database.url())
        durability.insist(database.app_url())  # Its role may be told otherwise than the server.
    except durability.DatabaseUnfit as unfit:
        says, _, do = str(unfit).partition(". ")
        return [Finding("fail", "database", says, do or "Mend the server's settings.")]
    version = f"PostgreSQL {found.version // 10_000}.{found.version % 10_000}"
    where = "embedded" if cluster else "DATABASE_URL"
    findings = [Finding("ok", "database", f"{version}, {where}, keeps what it acknowledges")]
    if wrong := found.wrong(durability.SHOULD):
        do = "Recommended; data_checksums needs a new cluster or pg_checksums."
        findings.append(Finding("warn", "database settings", "; ".join(wrong), do))
    if wrong := found.wrong(durability.MUST):
        do = "Fine for a throw-away database only."
        findings.append(Finding("warn", "durability", "; ".join(wrong), do))
    return findings


def static_files() -> Finding:
    manifest = environment.home() / "static/staticfiles.json"
    if not manifest.exists():
        do = "amanat django collectstatic --noinput"
        return Finding("fail", "static files", "not collected", do)
    return Finding("ok", "static files", f"collected {age(manifest)} ago")


def age(path: Path) -> str:
    seconds = datetime.now(UTC).timestamp() - path.stat().st_mtime
    return f"{seconds / 3600:.1f} h"


def web() -> Finding:
    """The web server of this installation."""
    address = f"http://{environment.HOST}:{environment.port()}"
    status = answer_of(f"{address}/readyz")
    if status == http.client.OK:
        return Finding("ok", "web", f"ready at {environment.web_address()}")
    says = f"{address} answers {status}" if status else f"{address} does not answer"
    return Finding("fail", "web", says, "make run")


def simulators() -> Finding:
    """Bank gateway, payout rail and SMS provider: in a sandbox, the simulators."""
    address = environment.simulators_address()
    if environment.mode() == "live":
        return Finding("ok", "simulators", "not used with live data")
    if answer_of(f"{address}/") != http.client.OK:
        do = "make run, or amanat simulate"
        return Finding("fail", "bank and SMS", f"{address} does not answer", do)
    return Finding("ok", "bank and SMS", f"simulated at {address}")


def answer_of(url: str) -> int | None:
    """The HTTP status of a page, or None when nobody answers."""
    split = urlsplit(url)
    connection = http.client.HTTPConnection(split.netloc, timeout=REACH_SECONDS)
    try:
        connection.request("GET", split.path or "/")
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def as_lines(findings: list[Finding]) -> str:
    """For people: one line each, what to do below."""
    lines = []
    for one in findings:
        level = typer.style(f"{one.level:<4}", fg=COLOURS[one.level], bold=True)
        lines.append(f"{level}  {one.name:<18} {one.says}")
        if one.do:
            lines.append(f"      {'':<18} → {one.do}")
    return "\n".join(lines)


def as_json(findings: list[Finding]) -> str:
    """For machines."""
    fine = all(one.level != "fail" for one in findings)
    return json.dumps(
        {"ok": fine, "findings": [asdict(one) for one in findings]}, ensure_ascii=False, indent=2
    )
