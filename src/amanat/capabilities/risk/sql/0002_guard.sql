create trigger sign_moves before insert or update of state on risk_sign
for each row execute function log_check_move_v1('sign');
