-- A line of a statement is lost.
delete from ledger_statement_line where account_id = :buyer and n = 1;
