-- Other content under a known number is answered like a repeat.
select pg_temp.plant('ledger_hold_exact_v1', $$else 2 end$$, $$else t.result end$$);
