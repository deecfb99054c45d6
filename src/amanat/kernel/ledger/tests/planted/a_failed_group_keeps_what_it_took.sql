-- A failed group blocks units that later items of the batch could have had.
select pg_temp.plant('ledger_judge_v1', $$frees[d] := frees[d] + signs[d] * amounts[j]$$, $$frees[d] := frees[d]$$);
