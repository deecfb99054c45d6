-- The rest of a split leaves the hold, but does not reach the return account.
select pg_temp.plant('ledger_settle_v1', $$where k <= 4 and r is not null and u - p - f > 0$$,
    $$where k in (2, 4) and r is not null and u - p - f > 0$$);
