"""The settings an officer may turn for a trial: every number with its bounds."""

from typing import Any

from amanat.capabilities.lab.rules.what_if import KNOBS, Knob
from amanat.face import forms


class WhatIfForm(forms.Form):
    """One field for each knob; it opens with what is in force."""

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        for name, knob in KNOBS.items():
            self.fields[name] = _field(knob)


def _field(knob: Knob) -> forms.WholeNumberField:
    return forms.WholeNumberField(knob.name, least=knob.least, most=knob.most)
