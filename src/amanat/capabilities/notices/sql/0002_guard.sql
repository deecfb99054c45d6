create trigger notice_moves before insert or update of state on notices_notice
for each row execute function log_check_move_v1('notice');
