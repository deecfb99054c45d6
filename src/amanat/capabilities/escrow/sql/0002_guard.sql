create trigger hold_moves before insert or update of state on escrow_hold
for each row execute function log_check_move_v1('hold');
