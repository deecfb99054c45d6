"""Check a draw of Amanat: `python3 draw.py FOLDER`. Python 3.8 or later, nothing else.

FOLDER holds what was published: draw.json (fixed before the draw), secrets.json (opened after the
close), tickets.txt and drawn.txt. The rule is written in docs/reference/draw.md.
"""

import json
import sys
from hashlib import sha256
from itertools import islice
from pathlib import Path


def check(fine, complaint):
    if not fine:
        sys.exit(f"NOT THE DRAW THAT WAS FIXED: {complaint}")


folder = Path(sys.argv[1])
fixed = json.loads((folder / "draw.json").read_text())
secrets = json.loads((folder / "secrets.json").read_text())
opened = b""
for party, lock in fixed["locks"]:
    secret = bytes.fromhex(secrets[party])
    check(len(secret) == 32 and sha256(secret).hexdigest() == lock, f"secret of {party}")
    opened += secret
seed = sha256(bytes.fromhex(fixed["root"]) + opened + bytes.fromhex(fixed["head"])).digest()
seats = {int(group): count for group, count in fixed["seats"].items()}
most = sum(seats.values()) + fixed["waiting"]
best, peaks, count, last = {group: [] for group in seats}, [], 0, b""
with open(folder / "tickets.txt", "rb") as tickets:
    while block := [line.rstrip(b"\n") for line in islice(tickets, 4096)]:
        level = [sha256(b"\0" + line).digest() for line in block]
        while len(level) > 1:  # RFC 6962: who has no partner rises alone.
            alone = level[-1:] if len(level) % 2 else []
            pairs = zip(level[::2], level[1::2])  # noqa: B905 - older Pythons have no strict
            level = [sha256(b"\1" + a + b).digest() for a, b in pairs] + alone
        size, top = len(block), level[0]
        while size >= 4096 and peaks and peaks[-1][0] == size:
            size, top = 2 * size, sha256(b"\1" + peaks.pop()[1] + top).digest()
        peaks.append((size, top))
        for line in block:
            name, group = line[:-2], int(line[-1:])
            check(name > last, "tickets are not in rising order")
            best[group].append((sha256(seed + name).digest(), name.decode(), group))
            last, count = name, count + 1
        best = {group: sorted(found)[:most] for group, found in best.items()}
root = peaks.pop()[1]
while peaks:
    root = sha256(b"\1" + peaks.pop()[1] + root).digest()
check((root.hex(), count) == (fixed["root"], fixed["tickets"]), "list of tickets")
pool, left, rows = [], 0, []
for group in sorted(seats):
    pool, left = sorted(pool + best[group]), left + seats[group]
    rows += [(name, own, group) for _, name, own in pool[:left]]
    pool, left = pool[left:], max(0, left - len(pool))
rows += [(name, own, 0) for _, name, own in pool[: fixed["waiting"]]]
result = "".join(f"{at} {name} {own} {seat}\n" for at, (name, own, seat) in enumerate(rows, 1))
check(result == (folder / "drawn.txt").read_text(), "list of the drawn")
print(f"Right: {count} tickets, {len(rows)} drawn, seed {seed.hex()}")
