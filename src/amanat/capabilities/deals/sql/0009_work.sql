-- What was handed in and what was asked to be changed is never rewritten and never taken away.
create trigger handovers_stay before update or delete on deals_handover
for each row execute function deals_refuse_change_v1();
create trigger revisions_stay before update or delete on deals_revision
for each row execute function deals_refuse_change_v1();

-- A stage belongs to its project for good, at its place.
create function deals_stage_stays_v1() returns trigger language plpgsql as $$
begin
    if (new.parent_id, new.place) is distinct from (old.parent_id, old.place) then
        raise exception 'a stage keeps its place' using errcode = 'AM012';
    end if;
    return new;
end $$;

create trigger deal_stage_stays before update of parent_id, place on deals_deal
for each row execute function deals_stage_stays_v1();
