create trigger official_hold_moves before insert or update of state on deals_officialhold
for each row execute function log_check_move_v1('official_hold');
