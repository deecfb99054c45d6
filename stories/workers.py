"""How the workers of a test run share the tests.

The mark `xdist_group` is not used: the versions locked here give a test's name out without its
group, and a group that nobody sees holds nothing together.
"""

from pytest import Config
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

#  Whoever starts a platform and a browser plays everything that needs them, and whoever has parsed
#  every file of the house looks at all of it.
TOGETHER = {
    "stories/browser/": "browser",
    "src/simulators/tests/test_pages.py": "browser",
    "stories/test_house.py::test_every_source_file": "house",
    "stories/test_house.py::test_every_setting": "house",
}


class Together(LoadScopeScheduling):
    """Each test goes to whoever is free, except those that share something dear. Of these the
    scheduler makes the largest parcels, and hands the largest out first: the longest begins first."""

    def __init__(self, config: Config, log: Producer | None = None) -> None:
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return next((scope for path, scope in TOGETHER.items() if nodeid.startswith(path)), nodeid)
