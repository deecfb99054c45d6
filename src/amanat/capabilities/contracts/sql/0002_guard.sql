create trigger contract_moves before insert or update of state on contracts_contract
for each row execute function log_check_move_v1('contract');

create trigger assignment_moves before insert or update of state on contracts_assignment
for each row execute function log_check_move_v1('assignment');

-- What was given out signed is never rewritten.
create trigger document_append_only before update or delete or truncate on contracts_document
for each statement execute function log_refuse_change_v1();
