create trigger offer_moves before insert or update of state on deals_offer
for each row execute function log_check_move_v1('offer');

create trigger case_moves before insert or update of state on deals_case
for each row execute function log_check_move_v1('case');

-- What a side said and what an arbiter ruled is never rewritten and never taken away.
create function deals_refuse_change_v1() returns trigger language plpgsql as $$
begin
    raise exception 'what was said in a case stays' using errcode = 'AM012';
end $$;

create trigger statements_stay before update or delete on deals_statement
for each row execute function deals_refuse_change_v1();
create trigger rulings_stay before update or delete on deals_ruling
for each row execute function deals_refuse_change_v1();
create trigger appeals_stay before update or delete on deals_appeal
for each row execute function deals_refuse_change_v1();
create trigger calls_stay before update or delete on deals_servedcall
for each row execute function deals_refuse_change_v1();
