-- A hold ends twice.
insert into ledger_step select hold_id, 2, 2, 0, 0, place, at from ledger_step where kind = 1;
