-- The single verbs: one linked group in the caller's transaction, and once per key.

-- First statement of a money transaction. True: the key is new, go on. False: the same content was
-- written before, there is nothing to do. AM003: the key was used for other content.
-- The accounts of all items are locked here, ascending, since a group may touch them in any order.
create function ledger_begin_v1(
    group_key text, content bytea, actor bigint, actor_role text, caused_by bigint,
    accounts bigint[], holds bigint[]
) returns boolean
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set jit = off
as $$
declare
    before bytea;
begin
    insert into ledger_group (key, digest, by, role, cause)
    values (group_key, content, actor, actor_role, caused_by) on conflict do nothing;
    if not found then
        select digest into strict before from ledger_group where key = group_key;
        if before <> content then
            raise exception 'key % was used for other content', group_key using errcode = 'AM003';
        end if;
        return false;
    end if;
    select accounts || coalesce(array_agg(a), '{}') into accounts
    from ledger_hold h
    cross join lateral (values (h.debit_id), (h.credit_id), (h.return_id), (1000000 + h.debit_id % 1000000))
        as side(a)
    where h.id = any (holds);
    perform 1 from ledger_account where id = any (accounts) order by id for no key update;
    return true;
end $$;
