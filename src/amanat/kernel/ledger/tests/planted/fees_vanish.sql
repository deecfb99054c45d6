-- The fee leaves the hold and arrives nowhere.
select pg_temp.plant('ledger_settle_trios_v1', $$where fee > 0$$, $$where fee > 1000$$);
