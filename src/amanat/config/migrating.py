"""Migrations from nothing, in about a third of Django's own time.

After each step Django builds every model anew that is related to a changed one, however far away; here
nearly all are, through people. What a step does to a table needs the model and its neighbours only.
A migration that runs Python is still given all models, fresh: Django does so by itself when it was told
that some were left as they were.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.migrations import state
from django.db.migrations.state import ProjectState
from django.db.migrations.utils import resolve_relation

Name = tuple[str, str]  # Of an app and a model.
FINDS = "_find_reload_model"


@contextmanager
def neighbours_only() -> Iterator[None]:
    """Inside this block a change rebuilds the changed model and its neighbours, nothing else."""
    usual = getattr(ProjectState, FINDS)
    setattr(ProjectState, FINDS, _neighbours)
    try:
        yield
    finally:
        setattr(ProjectState, FINDS, usual)


def _neighbours(self: ProjectState, app: str, model: str, delay: bool = False) -> set[Name]:
    """What is rebuilt with a changed model: who points at it, and what it points at."""
    self.is_delayed = True
    found = {(app, model)}
    if model in self.apps.all_models[app]:
        found |= state.get_related_models_tuples(self.apps.get_model(app, model))
    for field in self.models[app, model].fields.values():
        if field.is_relation:
            found.add(resolve_relation(field.remote_field.model, app, model))
    return found
