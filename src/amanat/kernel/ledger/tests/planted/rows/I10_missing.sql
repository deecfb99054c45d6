-- A batch lost its rows.
delete from ledger_transfer where result = 3;
