"""What the migrations made is what the models say: each column, its type, and what it points at."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.state import ProjectState
from django.db.models import ForeignKey

from amanat.config.migrating import FINDS, neighbours_only

Told = dict[tuple[str, str], tuple[str, bool, str]]
COLUMNS = """
    select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), not a.attnotnull,
           coalesce((select f.confrelid::regclass::text from pg_constraint f
                     where f.conrelid = c.oid and f.contype = 'f' and f.conkey = array[a.attnum]
                     limit 1), '')
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
          and a.attnum > 0 and not a.attisdropped
"""


def said() -> Told:
    """Table and column of each model → its type, whether it may be null, and what it points at."""
    found: Told = {}
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields if model._meta.managed else ():
            kind = str(field.db_type(connection)).replace("varchar", "character varying")
            is_bound = isinstance(field, ForeignKey) and field.db_constraint
            to = field.related_model._meta.db_table if is_bound else ""
            found[model._meta.db_table, str(field.column)] = (kind, field.null, to)
    return found


def made() -> Told:
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        return {(row[0], row[1]): (row[2], row[3], row[4]) for row in cursor.fetchall()}


def astray() -> Told:
    """Columns that the database does not have as the models say."""
    there = made()
    return {name: one for name, one in said().items() if there.get(name) != one}


@pytest.mark.django_db
def test_the_database_has_what_the_models_say() -> None:
    assert len(said()) > 1_000
    assert astray() == {}


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        (("deals_deal", "code"), ("text", True, "")),
        (("deals_deal", "buyer_id"), ("bigint", True, "")),
        (("deals_deal", "nothing"), ("text", False, "")),
    ],
)
@pytest.mark.django_db
def test_a_column_that_is_not_so_is_seen(
    monkeypatch: pytest.MonkeyPatch, name: tuple[str, str], wrong: tuple[str, bool, str]
) -> None:
    truth = said()
    assert truth.get(name) != wrong
    monkeypatch.setitem(globals(), "said", lambda: truth | {name: wrong})
    assert astray() == {name: wrong}


def test_django_is_itself_again_afterwards() -> None:
    usual = getattr(ProjectState, FINDS)
    with pytest.raises(RuntimeError), neighbours_only():
        assert getattr(ProjectState, FINDS) is not usual
        raise RuntimeError
    assert getattr(ProjectState, FINDS) is usual
