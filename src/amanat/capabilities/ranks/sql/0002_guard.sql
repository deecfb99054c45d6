-- What was noted and what was computed is never rewritten and never taken away.
create trigger ranks_note_append_only before update or delete or truncate on ranks_note
for each statement execute function log_refuse_change_v1();
create trigger ranks_score_append_only before update or delete or truncate on ranks_score
for each statement execute function log_refuse_change_v1();

create trigger rank_moves before insert or update of state on ranks_rank
for each row execute function log_check_move_v1('rank');
create trigger objection_moves before insert or update of state on ranks_objection
for each row execute function log_check_move_v1('objection');
create trigger paper_moves before insert or update of state on ranks_paper
for each row execute function log_check_move_v1('paper');
create trigger weight_set_moves before insert or update of state on ranks_weightset
for each row execute function log_check_move_v1('weight_set');
create trigger sales_case_moves before insert or update of state on ranks_salescase
for each row execute function log_check_move_v1('sales_case');
