-- A step decides a hold that is not there.
insert into ledger_step select hold_id + 5000000000, turn, kind, 0, 0, place, at
from ledger_step where kind = 5;
