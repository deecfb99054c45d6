-- A release at or after the deadline pays.
select pg_temp.plant('ledger_step_v1', $$and (x.k <> 1 or h.due_at is null or h.due_at > moment)$$, $$$$);
