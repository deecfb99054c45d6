"""A migrated cluster kept between small test runs, so that only changed migrations run again.

`make test` never borrows it: a whole run migrates from nothing and so proves the migrations.
"""

import hashlib
import shutil
import subprocess
from pathlib import Path

from amanat.config.postgres import Cluster

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "var/test-template"
#  Whatever a migration reads: itself, its SQL, the models of today, and the data it loads.
WRITTEN_FROM = ("migrations/*.py", "sql/*.sql", "models.py", "models/*.py", "data/*", "apps.py")


def borrow(cluster: Cluster) -> bool:
    """Put a copy of the kept cluster where `cluster` lives; False when there is none that fits."""
    kept = KEPT / _mark()
    if kept.exists():
        _copy(kept, cluster.home)
    return kept.exists()


def keep(cluster: Cluster) -> None:
    """Keep a copy of this freshly migrated cluster, and nothing older."""
    cluster.stop()
    shutil.rmtree(KEPT, ignore_errors=True)
    KEPT.mkdir(parents=True)
    _copy(cluster.home, KEPT / "half")
    (KEPT / "half").rename(KEPT / _mark())


def _copy(source: Path, target: Path) -> None:
    subprocess.run(["cp", "-a", "--reflink=auto", str(source), str(target)], check=True)


def _mark() -> str:
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for pattern in WRITTEN_FROM:
        for path in sorted((ROOT / "src/amanat").glob(f"**/{pattern}")):
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]
