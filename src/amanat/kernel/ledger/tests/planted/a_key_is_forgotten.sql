-- The same key writes again.
select pg_temp.plant('ledger_begin_v1', $$        return false;$$, $$        return true;$$);
