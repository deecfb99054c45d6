create trigger sighting_moves before insert or update of state on radar_sighting
for each row execute function log_check_move_v1('sighting');
