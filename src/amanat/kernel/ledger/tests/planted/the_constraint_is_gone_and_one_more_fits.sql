-- Off by one: an account may go one unit below its limit.
alter table ledger_account drop constraint over_limit;
select pg_temp.plant('ledger_post_v1', $$<= t.posted_credit_units + t.limit_units$$,
    $$<= t.posted_credit_units + t.limit_units + 1$$);
