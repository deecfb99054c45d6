create trigger seal_moves before insert or update of state on seals_seal
for each row execute function log_check_move_v1('seal');
create trigger check_moves before insert or update of state on seals_check
for each row execute function log_check_move_v1('check');
create trigger decision_moves before insert or update of state on seals_decision
for each row execute function log_check_move_v1('seal_decision');
create trigger appeal_moves before insert or update of state on seals_appeal
for each row execute function log_check_move_v1('seal_appeal');
create trigger letter_moves before insert or update of state on seals_letter
for each row execute function log_check_move_v1('centre_letter');
