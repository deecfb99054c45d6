-- A counter is below zero.
alter table ledger_account drop constraint counters_are_natural;
update ledger_account set pending_debit_units = -1 where id = :buyer;
