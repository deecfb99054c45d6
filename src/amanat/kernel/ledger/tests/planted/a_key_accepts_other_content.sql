-- Other content under a known key is answered as if it had been done.
select pg_temp.plant('ledger_begin_v1', $$before <> content$$, $$before = null$$);
