-- Half a linked group of transfers is accepted.
update ledger_transfer set result = 0 where result = 6;
