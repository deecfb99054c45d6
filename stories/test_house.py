"""The house checks itself: sizes, doors, tables, labels, docs. Each failure says what to do.

Nothing here names a capability: what the code registers is what is checked, so that a new
capability is held to the law from its first commit.
"""

import gc
import inspect
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.urls import get_resolver
from ninja import Schema

from amanat.capabilities.people.rules import STAFF
from amanat.config import cli, documents
from amanat.config.capabilities import STAIRS
from amanat.flows.reactions import ENDS, REACTIONS
from amanat.kernel.log.guard import moves_of, things
from amanat.kernel.log.models import AllowedMove
from amanat.kernel.log.moves import Thing
from amanat.words.act import Role
from amanat.words.machine import BIRTH, Machine
from stories import house, house_facts

THINGS = things(apps)
IDS = [thing.MACHINE.name for thing in THINGS]
PLATFORM = frozenset({Role.BANK, Role.CLOCK, Role.HOUSE})
#  Staff work on the desk: its buttons are asked for as soon as it stands.
WITH_PAGES = frozenset(Role) - PLATFORM - (frozenset() if "desk" in STAIRS else STAFF)
KEYWORDS = (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD)
each_thing = pytest.mark.parametrize("thing", THINGS, ids=IDS)
CHECKERS = (
    house.sizes,
    house.doors,
    house.furniture,
    house.state_writes,
    house.boolean_parameters,
    house.broad_catches,
    house.banned,
)


@pytest.fixture(scope="module")
def files() -> list[house.Source]:
    """Read once, by the one worker that reads them (see workers.py), and forgotten again."""
    with garbage_stays():
        found = house.sources()
        for one in found:
            assert one.nodes, one.path
    return found


@contextmanager
def garbage_stays() -> Iterator[None]:
    """While a million nodes are read, none of them garbage, the collector need not walk them."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@pytest.mark.parametrize("checker", CHECKERS, ids=lambda checker: checker.__name__)
def test_every_source_file_keeps_the_law(checker: house.Checker, files: list[house.Source]) -> None:
    found = house.complaints(checker, files)
    assert not found, "\n".join(found)


def test_persian_is_written_with_persian_letters() -> None:
    found = [
        line
        for path in house_facts.persian_places()
        for line in house.persian(str(path.relative_to(house.ROOT)), path.read_text("utf-8"))
    ]
    assert not found, "\n".join(found)


def test_every_frozen_sql_file_is_run_by_the_migration_of_its_number() -> None:
    found = house_facts.sql_files_without_migration(house.ROOT / "src/amanat")
    assert not found, "\n".join(found)


@pytest.mark.django_db
@each_thing
def test_the_database_knows_the_same_moves(thing: type[Thing]) -> None:
    rows = AllowedMove.objects.filter(machine=thing.MACHINE.name)
    assert {(row.old, row.new) for row in rows} == moves_of(thing.MACHINE)


@pytest.mark.django_db
@each_thing
def test_the_table_of_each_machine_is_guarded(thing: type[Thing]) -> None:
    triggers = triggers_on(thing._meta.db_table)
    wanted = (
        f"BEFORE INSERT OR UPDATE OF state ON public.{thing._meta.db_table} FOR EACH ROW "
        f"EXECUTE FUNCTION log_check_move_v1('{thing.MACHINE.name}')"
    )
    assert any(trigger.endswith(wanted) for trigger in triggers), (
        f"Write sql/0002_guard.sql for {thing._meta.label}: a trigger {wanted}"
    )


def triggers_on(table: str) -> list[str]:
    """Definitions of the enabled triggers of a table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_get_triggerdef(oid) from pg_trigger "
            "where tgrelid = %s::regclass and tgenabled = 'O' and not tgisinternal",
            [table],
        )
        return [row[0] for row in cursor.fetchall()]


def stairs() -> dict[str, int]:
    """The height of each capability, from the import contracts: one list for both."""
    settings = tomllib.loads((house.ROOT / "pyproject.toml").read_text("utf-8"))
    for contract in settings["tool"]["importlinter"]["contracts"]:
        if contract["name"].startswith("The stairs"):
            rows = [[name.strip(" ()") for name in row.split("|")] for row in contract["layers"]]
            return {name: height for height, row in enumerate(reversed(rows)) for name in row}
    raise AssertionError("pyproject.toml lost its stairs.")


def test_the_list_of_capabilities_goes_up_the_stairs() -> None:
    heights = [stairs()[name] for name in STAIRS]
    assert heights == sorted(heights), "Sort config/capabilities.py as pyproject.toml does."


def test_foreign_keys_point_down_the_stairs() -> None:
    found = list(house_facts.keys_pointing_up(apps.get_models(), stairs()))
    assert not found, "\n".join(found)


@each_thing
def test_every_verb_of_a_machine_is_a_function_with_one_shape(thing: type[Thing]) -> None:
    machine = thing.MACHINE
    actions = import_module(f"{thing.__module__.rpartition('.models')[0]}.actions")
    for verb in machine.verbs:
        function = getattr(actions, verb, None)
        if function is None and is_a_step_of_the_house(machine, verb):
            continue
        assert callable(function), f"Write {actions.__name__}.{verb}(act, *, …)."
        if is_a_step_of_the_house(machine, verb):
            continue
        parameters = list(inspect.signature(function).parameters.values())
        assert parameters[0].name == "act", f"{verb}: act comes first."
        loose = [one.name for one in parameters[1:] if one.kind not in KEYWORDS]
        assert not loose, f"{verb}: {loose} must be keywords."


def is_a_step_of_the_house(machine: Machine, verb: str) -> bool:
    """A birth by the platform's own hand happens inside another verb."""
    rows = [row for row in machine if row.verb == verb]
    return all(row.old == BIRTH and row.who == {Role.HOUSE} for row in rows)


@each_thing
def test_the_clock_can_call_each_default_verb_by_the_id_of_its_thing(thing: type[Thing]) -> None:
    machine = thing.MACHINE
    actions = import_module(f"{thing.__module__.rpartition('.models')[0]}.actions")
    for timer in machine.timers.values():
        parameters = inspect.signature(getattr(actions, timer.then)).parameters.values()
        needed = {one.name for one in parameters if one.default is one.empty}
        needed -= {one.name for one in parameters if one.kind is one.VAR_KEYWORD}
        wanted = {"act", f"{machine.name}_id"}
        assert needed == wanted, f"{timer.then}: the clock gives {sorted(wanted)} only."


@each_thing
def test_every_verb_and_state_is_labelled_in_both_languages(thing: type[Thing]) -> None:
    labels = [*thing.MACHINE.verbs.values(), *thing.MACHINE.states.values()]
    labels += [timer.says for timer in thing.MACHINE.timers.values()]
    for label in labels:
        assert has_persian(label.fa), f"{label} has no Persian."
        assert not has_persian(label.en), f"{label} is not English."


def has_persian(text: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in text)


@each_thing
def test_every_verb_of_a_person_has_a_page(thing: type[Thing]) -> None:
    capability = documents.capability_of(thing)
    elsewhere = pages_elsewhere(capability)
    if not (house.ROOT / f"src/amanat/capabilities/{capability}/pages").exists():
        return  # Without pages of its own: its verbs are called by other verbs.
    names = set(house_facts.url_names(get_resolver()))
    for verb in {row.verb for row in thing.MACHINE if row.who & WITH_PAGES}:
        here = {f"{capability}:{verb}", f"{capability}:<verb>"} & names
        assert here or verb in elsewhere, (
            f"Give {capability}.{verb} a URL named {capability}:{verb}, or say in ELSEWHERE of "
            f"{capability}/pages/urls.py which page does it."
        )


def pages_elsewhere(capability: str) -> dict[str, str]:
    """Verbs whose button stands on a page with another name: {"fund": "deals:pay"}."""
    try:
        urls = import_module(f"amanat.capabilities.{capability}.pages.urls")
    except ModuleNotFoundError:
        return {}
    listed: dict[str, str] = getattr(urls, "ELSEWHERE", {})
    return listed


def test_a_verb_that_stands_elsewhere_stands_on_a_page_that_exists() -> None:
    names = set(house_facts.url_names(get_resolver()))
    for name in STAIRS:
        for verb, page in pages_elsewhere(name).items():
            assert page in names, f"{name}.{verb}: there is no page called {page}."


def test_every_fact_is_followed_or_said_to_be_an_end() -> None:
    facts = set(documents.events())
    lost = {event.__name__ for event in facts - set(REACTIONS) - ENDS}
    assert not lost, f"Put into REACTIONS or ENDS of flows/reactions.py: {sorted(lost)}"
    both = {event.__name__ for event in ENDS & set(REACTIONS)}
    assert not both, f"A fact with followers is no end: {sorted(both)}"


def test_names_of_facts_are_unique_because_the_log_keeps_names() -> None:
    names = [event.__name__ for event in documents.events()]
    assert len(names) == len(set(names)), sorted({n for n in names if names.count(n) > 1})


def test_facts_are_flat_and_frozen() -> None:
    for event in documents.events():
        assert event.__dataclass_params__.frozen, f"{event.__name__}: frozen=True"
        assert set(event.PUBLIC) <= set(event.__dataclass_fields__), f"{event.__name__}.PUBLIC"


def test_every_refusal_speaks_both_languages() -> None:
    for kind in documents.all_refusals():
        found = list(house_facts.refusal_faults(kind))
        assert not found, "\n".join(found)


def test_shapes_of_the_api_have_names_of_their_own() -> None:
    """Two shapes of one name are one component of the document, and one of them is then wrong."""
    found = sorted(f"{kind.__name__} of {kind.__module__}" for kind in shapes(Schema))
    names = [one.partition(" ")[0] for one in found]
    assert not [one for one in found if names.count(one.partition(" ")[0]) > 1]


def shapes(base: type) -> set[type]:
    """Every shape of ours below `base`."""
    below = {kind for one in base.__subclasses__() for kind in {one, *shapes(one)}}
    return {kind for kind in below if kind.__module__.startswith("amanat.capabilities")}


def test_codes_of_refusals_are_unique_because_the_api_promises_them() -> None:
    codes = [documents.code_of(kind) for kind in documents.all_refusals()]
    assert len(codes) == len(set(codes)), sorted({c for c in codes if codes.count(c) > 1})


def test_every_setting_is_documented(files: list[house.Source]) -> None:
    known = set(documents.setting_rows())
    read = {
        (source.path, name)
        for source in files
        for name in house.settings_read(source)
        if name.isupper() and not name.endswith("_") and source.path.startswith("src/amanat/")
    }
    foreign = {"DJANGO_SETTINGS_MODULE", "PATH"}
    lost = sorted((path, name) for path, name in read if name not in known | foreign)
    assert not lost, f"Describe in the docstring of config/environment.py: {lost}"


def test_every_command_says_what_it_does() -> None:
    for path, command in documents.all_commands(cli.main):
        assert command.help and command.help.strip().endswith("."), f"{path} needs a sentence."
        for option in command.params:
            assert getattr(option, "help", None), f"{path} {option.name} needs a sentence."


def test_the_generated_pages_say_what_the_code_says() -> None:
    old = [str(path.relative_to(house.ROOT)) for path in documents.stale(cli.main)]
    assert not old, f"Run `make docs` and commit {old}."
