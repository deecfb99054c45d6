-- An account owes what it may not owe.
alter table ledger_account drop constraint over_limit;
update ledger_account set posted_debit_units = posted_credit_units + 1 where id = :seller;
