create trigger badge_moves before insert or update of state on registry_badge
for each row execute function log_check_move_v1('badge');
