-- Nothing follows a freeze, not even its end.
select pg_temp.plant('ledger_step_exact_v1', $$coalesce(last_kind, 6) not in (5, 6)$$, $$coalesce(last_kind, 6) <> 6$$);
