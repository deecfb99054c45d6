-- What a payout is never changes after it was set aside: whose, how much, under which id. Whose: a
-- person's or a company's.
create function payments_payout_freeze_v2() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
    if (new.person_id, new.business_id, new.units, new.key, new.end_to_end_id, new.reserve_id)
       is distinct from
       (old.person_id, old.business_id, old.units, old.key, old.end_to_end_id, old.reserve_id)
       or (old.state not in ('queued', 'needs_account', 'awaiting_approval')
           and new.sheba <> old.sheba)
    then
        raise exception 'a payout is not rewritten' using errcode = 'AM010';
    end if;
    return new;
end $$;
drop trigger payout_freeze on payments_payout;
create trigger payout_freeze before update on payments_payout
for each row execute function payments_payout_freeze_v2();
