create trigger ceiling_moves before insert or update of state on ceilings_ceiling
for each row execute function log_check_move_v1('ceiling');

create trigger ceiling_input_moves before insert or update of state on ceilings_input
for each row execute function log_check_move_v1('ceiling_input');

create trigger ceiling_change_moves before insert or update of state on ceilings_change
for each row execute function log_check_move_v1('ceiling_change');

create trigger reservation_moves before insert or update of state on ceilings_reservation
for each row execute function log_check_move_v1('reservation');

create trigger ceiling_alert_moves before insert or update of state on ceilings_alert
for each row execute function log_check_move_v1('ceiling_alert');

-- What was decided, and what a buyer was given, is never rewritten.
create trigger decision_append_only before update or delete or truncate on ceilings_decision
for each statement execute function log_refuse_change_v1();

create trigger receipt_append_only before update or delete or truncate on ceilings_receipt
for each statement execute function log_refuse_change_v1();
