"""The command line: `amanat …`. Thin over Django and over the verbs."""

import os

import typer

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amanat.config.settings")
main = typer.Typer(help="Amanat: pay for what is not yet delivered.", no_args_is_help=True, pretty_exceptions_enable=False)


@main.command()
def migrate() -> None:
    """Bring the database to this version, as its owner, and give the application its rights."""
    import django
    from django.core.management import call_command

    django.setup()
    from amanat.config import roles

    call_command("migrate", verbosity=0, interactive=False)
    roles.grant()


@main.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def django(context: typer.Context) -> None:
    """Any Django management command: `amanat django makemigrations`."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["amanat django", *context.args])
