-- What is refunded goes to the account that a release pays.
select pg_temp.plant('ledger_step_v1',
    $$ledger_settle_v1(kinds, debits, credits, returns,$$, $$ledger_settle_v1(kinds, debits, credits, credits,$$);
