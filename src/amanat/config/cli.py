"""The command line: `amanat …`. Thin over Django and over the verbs.

Django is loaded inside the commands that need it: `amanat up` must start quickly, and `migrate`
chooses its database role before the settings are read.
"""

import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from amanat.config import environment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amanat.config.settings")
main = typer.Typer(
    name="amanat",
    help="Amanat: pay for what is not yet delivered.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
clock = typer.Typer(help="The platform's clock: look at it, or move it in a sandbox.")
main.add_typer(clock, name="clock", no_args_is_help=True)
places = typer.Typer(help="Places: post offices from other people's files.")
main.add_typer(places, name="places", no_args_is_help=True)
lab = typer.Typer(help="The policy lab: what other rules would have done.")
main.add_typer(lab, name="lab", no_args_is_help=True)


def run() -> None:
    """`amanat`: a trouble that a person can mend is one sentence, never a traceback."""
    from django.db import OperationalError

    from amanat.config.durability import DatabaseUnfit
    from amanat.config.postgres import ClusterFailed

    try:
        main()
    except (ClusterFailed, DatabaseUnfit, environment.SettingWrong) as trouble:
        _end(str(trouble))
    except OperationalError as trouble:
        _end(f"The database does not answer ({str(trouble).strip()}): is `make run` running?")


def _end(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise SystemExit(1)


def _load() -> None:
    import django

    django.setup()


def _load_to_write() -> None:
    """The same, on a database that keeps what it acknowledges; else DatabaseUnfit."""
    from amanat.config import durability

    _load()
    durability.insist_on_ours()


@main.command()
def up() -> None:
    """Start everything: database, simulators, worker, web. Ctrl-C stops it, the data stays."""
    from amanat.config.up import up as start

    raise typer.Exit(start())


@main.command()
def migrate() -> None:
    """Bring the database to this version, as its owner, and give the application its rights."""
    os.environ["AMANAT_ROLE"] = "owner"
    from amanat.config import database

    with database.standing():
        _load()
        from django.core.management import call_command

        from amanat.config import migrating, roles

        with migrating.neighbours_only():
            call_command("migrate", verbosity=0, interactive=False)
        roles.grant()

        from amanat.capabilities.payments import queries as payments

        payments.open_house_accounts()


@main.command()
def worker() -> None:
    """Run the queues: what follows from facts, deadlines, outgoing messages and payments."""
    _load_to_write()
    from amanat.config import queues

    queues.work()


@main.command()
def allocate() -> None:
    """Decide applications of every opening, in order, one allocator for all; Ctrl-C stops it."""
    _load_to_write()
    from amanat.config.opening import deciding

    deciding.run()


@main.command()
def door(
    port: Annotated[int, typer.Argument(help="On loopback.")],
    empty: Annotated[bool, typer.Option(hidden=True, help="What it is measured against.")] = False,
) -> None:
    """Take applications of every opening, many in one batch; Ctrl-C stops it."""
    _load_to_write()
    from amanat.config.opening import standing

    raise typer.Exit(standing.run_empty(port) if empty else standing.run(port))


@main.command()
def simulate() -> None:
    """Run the outside world of a sandbox: bank gateways, the payout rail, and an SMS inbox."""
    from urllib.parse import urlsplit

    from simulators.main import run as run_simulators

    address = environment.simulators_address()
    if environment.mode() == "live":
        _end("Simulators do not run beside live data: AMANAT_MODE is “live”.")
    split = urlsplit(address)
    folder = environment.home() / "simulators"
    words = ["--host", split.hostname or environment.HOST, "--port", str(split.port or 80)]
    webhook = f"{environment.web_address()}/sms/in/{environment.secret('sms_inbound_key')}"
    words += ["--state-dir", str(folder), "--sms-webhook", webhook]
    raise typer.Exit(run_simulators(words))


@main.command()
def seed() -> None:
    """Make demo people and deals by playing the stories, once; then show who can sign in."""
    _load_to_write()
    from amanat.config import seeding

    seeding.once(typer.echo)
    typer.echo(seeding.table_of_people())


@main.command()
def demo() -> None:
    """Play a deal and a pre-sale without a browser, on a fresh database: no rial is lost."""
    from amanat.config.demo import theatre

    raise typer.Exit(theatre.play(typer.echo))


@main.command()
def doctor(
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON document for machines.")
    ] = False,
) -> None:
    """Look at every part: ok, warn or fail, and what to do. Exit code 1 when something fails."""
    from amanat.config import doctor as room

    findings = room.examine()
    typer.echo(room.as_json(findings) if as_json else room.as_lines(findings))
    raise typer.Exit(1 if any(one.level == "fail" for one in findings) else 0)


@main.command()
def docs(
    check: Annotated[bool, typer.Option("--check", help="Only say which pages are old.")] = False,
) -> None:
    """Write the generated pages of docs/ again: machines, flows, commands, settings, refusals."""
    _load()
    from amanat.config import documents

    if check and (old := documents.stale(main)):
        _end(f"Run `make docs`: {', '.join(str(path) for path in old)} say something old.")
    for path in documents.write_all(main):
        typer.echo(f"wrote {path.relative_to(environment.PROJECT)}")


@main.command()
def sequence() -> None:
    """Number and hash the facts that are in the log but not yet in the chain."""
    from amanat.config import database

    with database.standing():
        _load_to_write()
        from amanat.kernel.log import sequencer

        count = 0
        while fresh := sequencer.sequence():
            count += fresh
        typer.echo(f"{count} facts were added to the chain.")


@main.command(name="verify-log")
def verify_log() -> None:
    """Compute the whole chain again from the stored facts. Exit code 1 at the first difference."""
    from amanat.config import database

    with database.standing():
        _load()
        from amanat.kernel.log import sequencer

        broken = sequencer.first_broken_leaf()
    if broken is not None:
        _end(
            f"Leaf {broken} of the log differs from its fact: stop payouts and ask who changed it."
        )
    typer.echo("The log is whole: every leaf follows from its fact and from the leaf before it.")


@places.command(name="import-offices")
def import_offices(
    file: Annotated[Path, typer.Argument(help="A GeoJSON file of OpenStreetMap, or a CSV.")],
) -> None:
    """Read post offices from a file; bad rows are named and left out. Run again to go on."""
    from amanat.config import database

    with database.standing():
        _load_to_write()
        from amanat.config import importing
        from amanat.words.refusal import Refused

        try:
            importing.offices(file, typer.echo)
        except (Refused, OSError) as trouble:
            _end(str(trouble))


@lab.command(name="samen")
def samen(
    policy: Annotated[
        list[str] | None, typer.Option(help="Only these rules, together; may be given often.")
    ] = None,
    licence_end: Annotated[
        str, typer.Option(help="Last day of the guild licence, in either calendar.")
    ] = "",
    began: Annotated[
        str, typer.Option(help="The same stream as if it had begun on this day.")
    ] = "",
    vault_grams: Annotated[int, typer.Option(min=0, help="Fine gold that lies in a vault.")] = 0,
    language: Annotated[str, typer.Option(help="fa or en.")] = "en",
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON document for machines.")
    ] = False,
) -> None:
    """Replay the Samen history: when each rule ends the sales, and what is not lost."""
    from amanat.config import database

    with database.standing():
        _load()
        from amanat.config import samen as room
        from amanat.words.refusal import Refused

        try:
            report = room.replay(
                policy or [], licence_end, began, vault_grams, lambda far: typer.echo(far, err=True)
            )
        except Refused as no:
            _end(no.sentence.into(language))
    typer.echo(room.as_json(report) if as_json else room.as_table(report, language))


@clock.command(name="show")
def show_clock() -> None:
    """Say what time the platform thinks it is, and how far it runs ahead."""
    from amanat.config import database

    with database.standing():
        _load()
        from amanat.kernel.clock import time

        typer.echo(f"{time.now().astimezone(time.TEHRAN):%Y-%m-%d %H:%M:%S} Tehran, ahead by "
                   f"{time.ahead()}")  # fmt: skip


@clock.command(name="advance")
def advance_clock(
    days: Annotated[float, typer.Option(help="Days forward.")] = 0,
    hours: Annotated[float, typer.Option(help="Hours forward.")] = 0,
    minutes: Annotated[float, typer.Option(help="Minutes forward.")] = 0,
) -> None:
    """Move the sandbox clock forward; deadlines that pass happen within seconds."""
    if environment.mode() == "live":
        _end("The clock of a live platform does not move: AMANAT_MODE is “live”.")
    from amanat.config import database

    with database.standing():
        _load_to_write()
        from django.db import transaction

        from amanat.kernel.clock import time
        from amanat.words.refusal import Refused

        try:
            with transaction.atomic():
                time.advance(timedelta(days=days, hours=hours, minutes=minutes))
        except Refused as refused:
            _end(refused.sentence.en)
        _tell_the_outside(time.ahead())
    show_clock()


def _tell_the_outside(ahead: timedelta) -> None:
    """Banks of the sandbox keep the platform's day; when they do not run, that is said."""
    import httpx

    from amanat.config.demo.outside import Outside

    try:
        Outside(environment.simulators_address()).set_ahead(ahead.total_seconds())
    except httpx.TransportError:
        typer.echo("The simulators do not run; their clock was not moved.", err=True)


@main.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    add_help_option=False,
)
def django(context: typer.Context) -> None:
    """Any Django management command: `amanat django makemigrations`."""
    from django.core.management import execute_from_command_line

    from amanat.config import durability

    durability.insist_if_it_answers()
    sys.argv[0] = "amanat django"
    execute_from_command_line(["amanat django", *context.args])
