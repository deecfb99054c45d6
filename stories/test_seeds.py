import time
import os
import pytest
from stories.seeds import stage
@pytest.mark.usefixtures("committed")
def test_try():
    from amanat.config.seeds.history import play
    from amanat.config.seeds.books import Violation
    first, last = map(int, os.environ.get("SEEDS","1-10").split("-"))
    with stage() as cast:
        bad = 0
        t=time.time()
        for n in range(first,last+1):
            try:
                h = play(n, cast)
                print(n, h.steps, h.weather.count, h.digest[:12], [b.ended for b in h.bargains])
                if os.environ.get("TRACE"): print("\n".join(h.trace))
            except Violation as v:
                bad += 1
                print(v)
                if os.environ.get("TRACE"):
                    print("\n".join(v.history.trace)); raise
        print("seeds/s", (last-first+1)/(time.time()-t), "bad", bad)
