-- The rest of a split leaves the hold, but does not reach the return account.
select pg_temp.plant('ledger_settle_trios_v1', $$where r is not null and held - paid - fee > 0$$,
    $$where r is not null and held - paid - fee > 0 and paid = 0$$);
