-- Held units can be held again.
alter table ledger_account drop constraint over_limit;
select pg_temp.plant('ledger_hold_v1', $$t.posted_debit_units + t.pending_debit_units + need.units$$,
    $$t.posted_debit_units + need.units$$);
