-- A hold names an account that nobody opened.
update ledger_hold set credit_id = credit_id + 7000000000000 where id = :frozen;
