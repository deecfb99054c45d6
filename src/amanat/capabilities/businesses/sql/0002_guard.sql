create trigger business_moves before insert or update of state on businesses_business
for each row execute function log_check_move_v1('business');

create trigger trade_licence_moves before insert or update of state on businesses_tradelicence
for each row execute function log_check_move_v1('trade_licence');

create trigger domain_moves before insert or update of state on businesses_domain
for each row execute function log_check_move_v1('domain');

-- What a look at a domain found is never rewritten and never taken away.
create function businesses_refuse_change_v1() returns trigger language plpgsql as $$
begin
    raise exception 'what was found stays' using errcode = 'AM012';
end $$;

create trigger proofs_stay before update or delete on businesses_domainproof
for each row execute function businesses_refuse_change_v1();

-- The shares of one business never add up to more than the whole, whoever writes them.
create function businesses_check_shares_v1() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
    perform 1 from public.businesses_business where id = new.business_id for no key update;
    if (
        select coalesce(sum(basis_points), 0) from public.businesses_owner
        where business_id = new.business_id and ended_at is null
    ) > 10000 then
        raise exception 'shares above the whole' using errcode = 'AM013';
    end if;
    return null;
end $$;

create trigger shares_fit after insert or update on businesses_owner
for each row execute function businesses_check_shares_v1();
