-- A turn is missing.
delete from ledger_step where hold_id = :frozen and turn = 1;
