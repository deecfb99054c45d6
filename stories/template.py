"""A migrated cluster kept between small test runs, so that only changed migrations run again.

`make test` never borrows it: a whole run migrates from nothing and so proves the migrations.
"""

import hashlib
import os
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
    """Keep a copy of this freshly migrated cluster, and nothing older; two runs may do so at once."""
    cluster.stop()
    KEPT.mkdir(parents=True, exist_ok=True)
    mine, mark = KEPT / f"half-{os.getpid()}", _mark()
    _copy(cluster.home, mine)
    try:
        mine.rename(KEPT / mark)
    except OSError:  # Another run was first with the same.
        shutil.rmtree(mine, ignore_errors=True)
    for old in KEPT.iterdir():
        if old.name != mark and not old.name.startswith("half-"):
            shutil.rmtree(old, ignore_errors=True)


def _copy(source: Path, target: Path) -> None:
    subprocess.run(["cp", "-a", "--reflink=auto", str(source), str(target)], check=True)


def _mark() -> str:
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for pattern in WRITTEN_FROM:
        for path in sorted((ROOT / "src/amanat").glob(f"**/{pattern}")):
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]
