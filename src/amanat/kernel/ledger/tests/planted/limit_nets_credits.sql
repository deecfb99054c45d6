-- The fast path nets the credits of the batch against its debits: units are spent before they come.
select pg_temp.plant('ledger_post_v1', $$t.pending_debit_units + need.debit$$,
    $$t.pending_debit_units + need.debit - need.credit$$);
