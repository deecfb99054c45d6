-- Two balances are moved, no transfer says why.
update ledger_account set posted_debit_units = posted_debit_units + 1 where id = :bank;
update ledger_account set posted_credit_units = posted_credit_units + 1 where id = :buyer;
