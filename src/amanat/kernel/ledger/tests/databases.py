"""Copies of the migrated database, and whoever works on one of them for a while."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection
from psycopg import sql

TEMPLATE = "amanat"  # Migrated once a run, and kept without connections.
URLS = ("DATABASE_URL", "DATABASE_APP_URL")


def copy_database(server: str, name: str) -> None:
    """A new database with all that was migrated; `server` is the owner's URL of another one."""
    made = sql.SQL("create database {} template {} strategy file_copy")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(made.format(sql.Identifier(name), sql.Identifier(TEMPLATE)))


def fresh_copy(kind: str) -> str:
    """One that nobody else uses; answers its name."""
    name = f"{kind}_{secrets.token_hex(4)}"
    copy_database(in_database(os.environ["DATABASE_URL"], "postgres"), name)
    return name


def in_database(url: str, name: str) -> str:
    """The same server and role, another database."""
    address, _, query = url.partition("?")
    return f"{address.rpartition('/')[0]}/{name}?{query}"


@contextmanager
def used(name: str) -> Iterator[None]:
    """Django, and whoever reads the environment, works on this database meanwhile."""
    before, urls = connection.settings_dict["NAME"], {url: os.environ[url] for url in URLS}
    connection.close()
    connection.settings_dict["NAME"] = name
    os.environ.update({url: in_database(known, name) for url, known in urls.items()})
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
        os.environ.update(urls)
