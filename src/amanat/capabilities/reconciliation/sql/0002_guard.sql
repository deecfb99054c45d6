-- A difference moves only along its machine's rows; what others told us is kept as it was.
create trigger item_moves before insert or update of state on reconciliation_item
for each row execute function log_check_move_v1('item');

create trigger statement_append_only before update or delete or truncate on reconciliation_statement
for each statement execute function log_refuse_change_v1();
create trigger line_append_only before update or delete or truncate on reconciliation_line
for each statement execute function log_refuse_change_v1();
create trigger match_append_only before update or delete or truncate on reconciliation_match
for each statement execute function log_refuse_change_v1();
create trigger list_append_only before update or delete or truncate on reconciliation_gatewaylist
for each statement execute function log_refuse_change_v1();
create trigger listrow_append_only before update or delete or truncate on reconciliation_listrow
for each statement execute function log_refuse_change_v1();
create trigger closing_append_only before update or delete or truncate on reconciliation_closing
for each statement execute function log_refuse_change_v1();
