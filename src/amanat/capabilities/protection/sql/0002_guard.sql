create trigger recourse_moves before insert or update of state on protection_recourse
for each row execute function log_check_move_v1('recourse');

-- What fed the fund and what it paid is never rewritten and never taken away.
create function protection_refuse_change_v1() returns trigger language plpgsql as $$
begin
    raise exception 'what the fund took in and paid stays' using errcode = 'AM012';
end $$;

create trigger feeds_stay before update or delete on protection_feed
for each row execute function protection_refuse_change_v1();
create trigger compensations_stay before update or delete on protection_compensation
for each row execute function protection_refuse_change_v1();
