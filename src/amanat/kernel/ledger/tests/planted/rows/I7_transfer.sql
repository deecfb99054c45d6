-- A transfer names an account that nobody opened.
update ledger_transfer set credit_id = credit_id + 7000000000000 where result = 0;
