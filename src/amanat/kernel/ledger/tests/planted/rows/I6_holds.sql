-- Half a linked group of holds is accepted.
update ledger_hold set result = 0 where result = 6;
