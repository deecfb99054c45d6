"""Which database, and as whom: the owner migrates, everybody else is the application's role."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from psycopg.conninfo import make_conninfo

from amanat.config import environment
from amanat.config.postgres import Cluster

STEP_DOWN = f"-c role={environment.APP_ROLE}"


def embedded() -> Cluster | None:
    """The embedded server, unless DATABASE_URL names another."""
    return None if os.environ.get("DATABASE_URL") else Cluster(environment.home() / "postgres")


def url() -> str:
    cluster = embedded()
    return cluster.url() if cluster else os.environ["DATABASE_URL"]


def app_url() -> str:
    """Where the application itself signs in: what is set for its own role counts, too."""
    if embedded():
        return url().replace("user=amanat", f"user={environment.APP_ROLE}")
    return os.environ.get("DATABASE_APP_URL") or url()


def app_dsn() -> str:
    """The same in psycopg's own words, for who connects without Django."""
    return make_conninfo(app_url(), **({"options": STEP_DOWN} if steps_down() else {}))


def steps_down() -> bool:
    """Whether the owner's connection becomes the application's: no other sign-in was named."""
    return not embedded() and not os.environ.get("DATABASE_APP_URL")


def as_owner() -> bool:
    return os.environ.get("AMANAT_ROLE", "app") == "owner"


def connection_settings(*, pooled: bool) -> dict[str, Any]:
    """Django's settings for the one database.

    The application's role owns nothing and cannot touch ledger rows. On the embedded server it
    signs in by itself; on another server `DATABASE_APP_URL` may do the same, and without it the
    owner's connection steps down to that role.
    """
    options: dict[str, Any] = {}
    target = url() if as_owner() else app_url()
    if not as_owner() and steps_down():
        options["options"] = STEP_DOWN
    if pooled:
        options["pool"] = {"min_size": 2, "max_size": 16, "timeout": 10}
    return {"ENGINE": "django.db.backends.postgresql", **_parts(target), "OPTIONS": options}


def _parts(target: str) -> dict[str, str]:
    """A postgresql:// address, as Django wants it."""
    split = urlsplit(target)
    query = {key: values[-1] for key, values in parse_qs(split.query).items()}
    return {
        "NAME": unquote(split.path.lstrip("/")),
        "USER": unquote(split.username or query.get("user", "")),
        "PASSWORD": unquote(split.password or query.get("password", "")),
        "HOST": query.get("host", split.hostname or ""),
        "PORT": str(split.port or query.get("port", "")),
    }


@contextmanager
def standing() -> Iterator[None]:
    """The embedded server runs inside this block: a command may be the only one who needs it."""
    cluster = embedded()
    if cluster is None or cluster.running():
        yield
        return
    cluster.start()
    try:
        yield
    finally:
        cluster.stop()
