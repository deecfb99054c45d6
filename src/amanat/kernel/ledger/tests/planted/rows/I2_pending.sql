-- Units count as held by no hold.
alter table ledger_account drop constraint over_limit;
update ledger_account set pending_debit_units = pending_debit_units + 1 where id = :buyer;
