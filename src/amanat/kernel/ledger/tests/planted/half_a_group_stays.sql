-- What a failed group had already taken is kept.
select pg_temp.plant('ledger_judge_v1', $$and j <> failed then answers[j] := 6$$,
    $$and j > failed then answers[j] := 6$$);
