-- A release pays and goes on counting as held.
select pg_temp.plant('ledger_settle_trios_v1',
    $$t.pending_debit_units - need.pending$$, $$t.pending_debit_units$$);
