create trigger conversation_moves before insert or update of state on support_conversation
for each row execute function log_check_move_v1('conversation');

-- What was said to support and by support is never rewritten and never taken away.
create function support_refuse_change_v1() returns trigger language plpgsql as $$
begin
    raise exception 'what was said in a conversation stays' using errcode = 'AM012';
end $$;

create trigger lines_stay before update or delete on support_line
for each row execute function support_refuse_change_v1();
