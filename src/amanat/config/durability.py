"""Refuse to run on a database that would forget money it has acknowledged.

`synchronous_commit = off` lost 269 acknowledged writes in ten kills; on, none of 122,057 in 39.
So the start of the web server, of the worker, and of every command that writes ask the server
itself, as the role they sign in with, and not a configuration file.
"""

from dataclasses import dataclass

import psycopg
from django.db import DatabaseError, connection

from amanat.config import environment

OLDEST_SERVER = 150_000
CONNECT_WAIT_SECONDS = 5

#  Without these, acknowledged money can be lost: refused.
MUST = {
    "fsync": {"on"},
    "full_page_writes": {"on"},
    "synchronous_commit": {"on", "remote_apply"},
    "default_transaction_isolation": {"read committed"},
    "server_encoding": {"UTF8"},
}
#  Without these, faults are found later or messages read worse: said by `amanat doctor`.
SHOULD = {"data_checksums": {"on"}, "lc_messages": {"C", "C.UTF-8", "en_US.UTF-8"}}


class DatabaseUnfit(Exception):
    """This database cannot carry the platform. The text says why and what to do."""


@dataclass(frozen=True)
class Found:
    """What a server says about itself."""

    version: int
    settings: dict[str, str]
    is_superuser: bool

    def wrong(self, wanted: dict[str, set[str]]) -> list[str]:
        """The settings that differ from `wanted`, each as "name = value, wanted other"."""
        return [
            f"{name} = {self.settings[name]} (needs {' or '.join(sorted(fine))})"
            for name, fine in wanted.items()
            if self.settings[name] not in fine
        ]


def look(server: psycopg.Connection) -> Found:
    """Ask the server for its version, the settings that matter, and who we are."""
    settings = {
        name: str(value)
        for name in (*MUST, *SHOULD)
        for (value,) in server.execute("select current_setting(%s)", [name])
    }
    superuser = server.execute(
        "select rolsuper from pg_roles where rolname = current_user"
    ).fetchone()
    return Found(server.info.server_version, settings, bool(superuser and superuser[0]))


def insist(url: str) -> Found:
    """Return what was found at `url`; raise DatabaseUnfit with one sentence when it is unfit."""
    try:
        with psycopg.connect(url, connect_timeout=CONNECT_WAIT_SECONDS) as server:
            found = look(server)
    except psycopg.Error as error:
        reason = (str(error).strip().splitlines() or ["no answer"])[0]
        raise DatabaseUnfit(
            f"The database does not answer ({reason}). Check host, port, name, user and password "
            "in DATABASE_URL, or unset it to use the embedded server."
        ) from error
    judge(found)
    return found


def insist_on_ours() -> None:
    """The same for the connection the application itself uses, as web and worker start."""
    try:
        found = _look_at_ours()
    except DatabaseError as error:
        raise DatabaseUnfit(f"The database does not answer ({error}): run `make run`.") from error
    judge(found)
    if found.is_superuser and not environment.throw_away():
        raise DatabaseUnfit(
            "The application signs in as a superuser, whom no right and no trigger stops: name "
            f"the role {environment.APP_ROLE} in DATABASE_APP_URL."
        )


def insist_if_it_answers() -> None:
    """The same for a command that may do without a database, or be the owner's: a database that
    does not answer loses nothing."""
    try:
        found = _look_at_ours()
    except DatabaseError:
        return
    judge(found)


def _look_at_ours() -> Found:
    connection.ensure_connection()
    assert connection.connection is not None
    found = look(connection.connection)
    connection.close()
    return found


def judge(found: Found) -> None:
    """Raise DatabaseUnfit, with one sentence, unless `found` can carry money."""
    if found.version < OLDEST_SERVER:
        raise DatabaseUnfit(
            f"This PostgreSQL is version {found.version // 10_000}; 15 or newer is needed. "
            "Name another server in DATABASE_URL, or unset it to use the embedded one."
        )
    if (wrong := found.wrong(MUST)) and not environment.throw_away():
        raise DatabaseUnfit(
            f"This database could lose or damage acknowledged money: {'; '.join(wrong)}. Change "
            "that on the server, or set AMANAT_THROW_AWAY=yes when losing it is fine."
        )
