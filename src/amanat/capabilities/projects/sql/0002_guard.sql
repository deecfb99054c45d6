create trigger project_moves before insert or update of state on projects_project
for each row execute function log_check_move_v1('project');

create trigger progress_certificate_moves before insert or update of state
on projects_progresscertificate
for each row execute function log_check_move_v1('progress_certificate');

create trigger drawdown_moves before insert or update of state on projects_drawdown
for each row execute function log_check_move_v1('drawdown');

-- Whose rials left with which drawdown, and what an accountant wrote, is never rewritten.
create trigger draw_share_append_only before update or delete or truncate on projects_drawshare
for each statement execute function log_refuse_change_v1();

create trigger audit_append_only before update or delete or truncate on projects_audit
for each statement execute function log_refuse_change_v1();
