-- A frozen hold can be released: the step before is not asked.
select pg_temp.plant('ledger_step_exact_v1', $$when (last_kind = 5) <> (k = 6) or$$, $$when$$);
