-- A halt moves only along its machine's rows.
create trigger halt_moves before insert or update of state on payments_halt
for each row execute function log_check_move_v1('halt');
