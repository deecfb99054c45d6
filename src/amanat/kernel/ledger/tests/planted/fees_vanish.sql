-- The fee leaves the hold and arrives nowhere.
select pg_temp.plant('ledger_settle_v1', $$where f > 0$$, $$where f > 1000$$);
