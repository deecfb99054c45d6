"""The outside world of a worker stands beside its database, and is kept with a cast."""

import sqlite3

from amanat.kernel.log.tests.kept import Ends, Memory
from simulators.clock import OFFSET_NAME
from simulators.world import World

TABLES = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
MILLISECOND = 0.001


class Remembered:
    """What one outside world remembers, row by row."""

    def __init__(self, world: World) -> None:
        self.world = world

    def writes(self) -> int:
        with self.world.store.transaction() as db:
            return db.total_changes

    def rows(self) -> Memory:
        with self.world.store.transaction() as db:
            return {table: self._of(db, table) for (table,) in db.execute(TABLES).fetchall()}

    def _of(self, db: sqlite3.Connection, table: str) -> dict[int, tuple[object, ...]]:
        found = db.execute(f"select rowid, * from {table}").fetchall()
        return {row[0]: tuple(row)[1:] for row in found}

    def lay(self, rows: Memory, ends: Ends) -> None:
        with self.world.store.transaction() as db:
            for table, last in ends.items():
                db.execute(f"delete from {table} where rowid > ?", [last])
            for table, found in rows.items():
                names = [name for _, name, *_ in db.execute(f"pragma table_info({table})")]
                places = ", ".join("?" * (len(names) + 1))
                db.executemany(
                    f"insert or replace into {table} (rowid, {', '.join(names)}) values ({places})",
                    [(number, *row) for number, row in found.items()],
                )
            ahead = self.world.store.setting(db, OFFSET_NAME, "0")
        self.world.clock.set_offset(int(ahead) * MILLISECOND)
