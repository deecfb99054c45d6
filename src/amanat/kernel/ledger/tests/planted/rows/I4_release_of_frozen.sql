-- A frozen hold is released.
update ledger_step set kind = 1 where hold_id = :frozen and turn = 2;
