-- What is refunded goes to the account that a release pays.
select pg_temp.plant('ledger_step_v1',
    $$ledger_settle_trios_v1(trio.debits, trio.credits, trio.returns,$$,
    $$ledger_settle_trios_v1(trio.debits, trio.credits, trio.credits,$$);
