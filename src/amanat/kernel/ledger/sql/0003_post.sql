-- Form A: general transfers, in batches.
--
-- In: one entry per item in each array; `groups` and `kinds` may be empty. Equal neighbours in
-- `groups` are linked: all or nothing. Out: one answer per item, in order; empty = all accepted.
--   0 accepted, now or by an earlier call with the same content   2 number used for other content
--   3 over the limit   4 no such account of this asset   6 another member of its group failed
--
-- Optimistic: the debits of the batch, without its credits, are compared with the balances before
-- it. What fits so fits in any order, so the answers equal those of the exact path. Never net.
-- The plan is pinned: arrays are joined to tables by key; two arrays are never joined here.
create function ledger_post_v1(
    ids bigint[], debits bigint[], credits bigint[], amounts bigint[], groups int[], kinds text[]
) returns smallint[]
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
as $$
declare
    n int := cardinality(ids);
    batch bigint;
    fits boolean;
begin
    perform ledger_check_batch_v1(n, array[cardinality(debits), cardinality(credits),
        cardinality(amounts)], array[cardinality(groups), cardinality(kinds)]);
    if n = 0 then return '{}'; end if;
    if cardinality(kinds) = 0 then kinds := array_fill(''::text, array[n]); end if;

    batch := nextval('ledger_batch_number');
    insert into ledger_batch (id, kind, n, digest) values (batch, 1, n, ledger_transfer_digest_v1(
        ids, debits, credits, amounts, kinds, array_fill(0::smallint, array[n])));

    insert into ledger_transfer
        (id, debit_id, credit_id, amount_units, place, at, head, result, kind)
    select i, d, c, u, batch * 8192 + o, now(), coalesce(g, o), 0, k
    from unnest(ids, debits, credits, amounts, kinds, ledger_heads_v1(groups))
        with ordinality as x(i, d, c, u, k, g, o)
    order by i;

    with need as materialized (
        select a, sum(d)::bigint as debit, sum(c)::bigint as credit from (
            select a, d, 0::bigint as c from unnest(debits, amounts) as x(a, d)
            union all
            select a, 0::bigint, c from unnest(credits, amounts) as x(a, c)
        ) sides group by a order by a
    ), moved as (
        update ledger_account t
        set posted_debit_units = t.posted_debit_units + need.debit,
            posted_credit_units = t.posted_credit_units + need.credit
        from need
        where t.id = need.a and (t.limit_units is null or case when t.is_debit_normal
            then t.posted_credit_units + need.credit <= t.posted_debit_units + t.limit_units
            else t.posted_debit_units + t.pending_debit_units + need.debit
                <= t.posted_credit_units + t.limit_units end)
        returning 1
    )
    select (select count(*) from need) = (select count(*) from moved) into fits;
    if not fits then raise exception using errcode = 'AM001'; end if;
    return '{}';
exception when unique_violation or check_violation or sqlstate 'AM001' then
    return ledger_post_exact_v1(ids, debits, credits, amounts, groups, kinds);
end $$;

-- The same, item by item in order. Refused items are stored too, so that the same number always
-- gets the same answer.
create function ledger_post_exact_v1(
    ids bigint[], debits bigint[], credits bigint[], amounts bigint[], groups int[], kinds text[]
) returns smallint[]
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set jit = off
as $$
declare
    n int := cardinality(ids);
    batch bigint := nextval('ledger_batch_number');
    heads smallint[] := ledger_heads_v1(groups);
    accounts bigint[];
    frees bigint[];
    signs bigint[];
    debit_spots int[];
    credit_spots int[];
    known smallint[];
    flaws smallint[];
    answers smallint[];
begin
    if n <> (select count(distinct i) from unnest(ids) as i) then
        raise exception 'the same number twice in one batch' using errcode = '22023';
    end if;
    if cardinality(kinds) = 0 then kinds := array_fill(''::text, array[n]); end if;
    if cardinality(heads) = 0 then heads := array(select generate_series(1, n)); end if;

    select array_agg(id order by id), array_agg(free order by id), array_agg(sign order by id)
    into accounts, frees, signs
    from (
        select id, case when is_debit_normal
                then posted_debit_units - posted_credit_units
                else posted_credit_units - posted_debit_units - pending_debit_units
            end + limit_units as free,
            case when is_debit_normal then -1 else 1 end as sign
        from ledger_account where id = any (debits || credits) order by id for no key update
    ) locked;

    with flat as materialized (select accounts as a)
    select array_agg(dspot order by o), array_agg(cspot order by o),
        array_agg(case when dspot is null or cspot is null or d % 1000000 <> c % 1000000
            then 4 else 0 end order by o)
    into debit_spots, credit_spots, flaws
    from (
        select o, d, c, ledger_spot_v1(flat.a, d) as dspot, ledger_spot_v1(flat.a, c) as cspot
        from flat, unnest(debits, credits) with ordinality as x(d, c, o)
    ) found;

    select array_agg(case when t.id is null then null
        when (t.debit_id, t.credit_id, t.amount_units, t.kind) = (x.d, x.c, x.u, x.k) then t.result
        else 2 end order by o)
    into known
    from unnest(ids, debits, credits, amounts, kinds) with ordinality as x(i, d, c, u, k, o)
    left join lateral (select * from ledger_transfer t where t.id = x.i) t on true;

    answers := ledger_judge_v1(
        known, flaws, heads, amounts, debit_spots, credit_spots, frees, signs);

    insert into ledger_batch (id, kind, n, digest)
    select batch, 1, count(i), ledger_transfer_digest_v1(
        coalesce(array_agg(i order by o), '{}'), coalesce(array_agg(d order by o), '{}'),
        coalesce(array_agg(c order by o), '{}'), coalesce(array_agg(u order by o), '{}'),
        coalesce(array_agg(k order by o), '{}'), coalesce(array_agg(r order by o), '{}'))
    from unnest(ids, debits, credits, amounts, kinds, answers, known)
        with ordinality as x(i, d, c, u, k, r, was, o)
    where was is null;

    insert into ledger_transfer
        (id, debit_id, credit_id, amount_units, place, at, head, result, kind)
    select i, d, c, u, batch * 8192 + o, now(), h, r, k
    from unnest(ids, debits, credits, amounts, kinds, heads, answers, known)
        with ordinality as x(i, d, c, u, k, h, r, was, o)
    where was is null order by i;

    with need as materialized (
        select a, sum(d)::bigint as debit, sum(c)::bigint as credit from (
            select a, d, 0::bigint as c
            from unnest(debits, amounts, answers, known) as x(a, d, r, was)
            where r = 0 and was is null
            union all
            select a, 0::bigint, c
            from unnest(credits, amounts, answers, known) as x(a, c, r, was)
            where r = 0 and was is null
        ) sides group by a order by a
    )
    update ledger_account t
    set posted_debit_units = t.posted_debit_units + need.debit,
        posted_credit_units = t.posted_credit_units + need.credit
    from need where t.id = need.a;

    return case when 0 = all (answers) then '{}' else answers end;
end $$;
