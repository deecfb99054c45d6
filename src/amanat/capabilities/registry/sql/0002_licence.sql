create trigger licence_moves before insert or update of state on registry_licence
for each row execute function log_check_move_v1('licence');
