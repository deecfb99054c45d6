"""How the workers of a test run share the tests.

The mark `xdist_group` is not used: the versions locked here give a test's name out without its
group, and a group that nobody sees holds nothing together.
"""

from pytest import Config
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

#  Whoever starts a platform and a browser plays everything that needs them, whoever has parsed every
#  file of the house looks at all of it, and whoever has played a cast stands it up again for all its
#  stories. What is long and needs none of these is free: the first that names a test counts.
FREE = ""
TOGETHER = {
    "stories/browser/": "browser",
    "src/simulators/tests/test_pages.py": "browser",
    "stories/test_house.py::test_every_source_file": "house",
    "stories/test_house.py::test_every_setting": "house",
    "stories/test_api": "api",
    **dict.fromkeys(
        (f"stories/test_{name}" for name in ("house", "money", "time", "every", "opening")), FREE
    ),
    "stories/": "deals",
    **dict.fromkeys(
        (
            f"src/amanat/capabilities/{room}/"
            for room in ("permits", "presale", "projects", "contracts", "deliveries")
        ),
        "preselling",
    ),
}


class Together(LoadScopeScheduling):
    """Each test goes to whoever is free, except those that share something dear. Of these the
    scheduler makes the largest parcels, and hands the largest out first: the longest begins first."""

    def __init__(self, config: Config, log: Producer | None = None) -> None:
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        named = (scope for path, scope in TOGETHER.items() if nodeid.startswith(path))
        return next(named, FREE) or nodeid
