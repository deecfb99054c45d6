-- Steps have no key any more: two decisions of one hold both count.
alter table ledger_step drop constraint ledger_step_pkey;
create index on ledger_step (hold_id, turn);
