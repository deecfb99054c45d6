"""Where people are called and answered: three desks, and the hat that looks after each."""

from amanat.words.act import Role

PHONES, FINANCE, CASES = "support", "finance", "officers"
DESK_OF = {Role.SUPPORT: PHONES, Role.FINANCE: FINANCE, Role.OFFICER: CASES}
