create trigger permit_moves before insert or update of state on permits_permit
for each row execute function log_check_move_v1('permit');

create trigger permit_change_moves before insert or update of state on permits_permitchange
for each row execute function log_check_move_v1('permit_change');

-- What was published is never rewritten: another version is appended.
create trigger permit_version_append_only before update or delete or truncate
on permits_permitversion
for each statement execute function log_refuse_change_v1();
