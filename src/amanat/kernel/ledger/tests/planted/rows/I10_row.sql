-- A stored row was changed after its batch was written.
update ledger_hold set party_id = 8 where id = :frozen;
