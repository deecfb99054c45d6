-- A credit without its debit.
update ledger_account set posted_credit_units = posted_credit_units + 1 where id = :buyer;
