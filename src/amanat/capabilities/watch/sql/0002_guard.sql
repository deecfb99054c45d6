create trigger task_moves before insert or update of state on watch_task
for each row execute function log_check_move_v1('task');

-- What was said on the phone is never rewritten and never taken away.
create function watch_refuse_change_v1() returns trigger language plpgsql as $$
begin
    raise exception 'a note of a call stays' using errcode = 'AM012';
end $$;

create trigger calls_stay before update or delete on watch_callnote
for each row execute function watch_refuse_change_v1();
