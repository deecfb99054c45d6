-- Units lie under control that no deal holds.
update ledger_account set posted_credit_units = posted_credit_units + 1 where id = :control;
