-- Form B, first phase: hold units of an account until a step decides where they go.
--
-- A hold counts against the limit of `debits` from now on. `credits` is paid on release; `returns`
-- on refund, null = the units are simply free again. Arrays, linked groups and answers as in
-- ledger_post_v1; `returns`, `parties`, `groups` and `dues` may be empty. `fresh` refuses with 2
-- what is there already, also with the same content: a linked group must not be done by half.
create function ledger_hold_v1(
    ids bigint[], debits bigint[], credits bigint[], returns bigint[], parties bigint[],
    amounts bigint[], groups int[], dues timestamptz[], fresh boolean
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
    perform ledger_check_batch_v1(n,
        array[cardinality(debits), cardinality(credits), cardinality(amounts)],
        array[cardinality(returns), cardinality(parties), cardinality(groups), cardinality(dues)]);
    if n = 0 then return '{}'; end if;
    if cardinality(returns) = 0 then returns := array_fill(null::bigint, array[n]); end if;
    if cardinality(parties) = 0 then parties := array_fill(0::bigint, array[n]); end if;
    if cardinality(dues) = 0 then dues := array_fill(null::timestamptz, array[n]); end if;

    batch := nextval('ledger_batch_number');
    insert into ledger_batch (id, kind, n, digest) values (batch, 2, n, ledger_hold_digest_v1(
        ids, debits, credits, returns, parties, amounts, dues, array_fill(0::smallint, array[n])));

    insert into ledger_hold (id, debit_id, credit_id, return_id, party_id, amount_units, due_at,
        place, at, head, result)
    select i, d, c, r, p, u, e, batch * 8192 + o, now(), coalesce(g, o), 0
    from unnest(ids, debits, credits, returns, parties, amounts, dues, ledger_heads_v1(groups))
        with ordinality as x(i, d, c, r, p, u, e, g, o)
    order by i;

    -- Every account that may be paid later exists. Accounts are never closed: no lock is needed.
    select count(*) = count(t.id) into fits
    from (select distinct a from unnest(credits || returns) as x(a) where a is not null) other
    left join ledger_account t on t.id = other.a;
    if not fits then raise exception using errcode = 'AM001'; end if;

    with need as materialized (
        select a, sum(u)::bigint as units from unnest(debits, amounts) as x(a, u)
        group by a order by a
    ), moved as (
        update ledger_account t set pending_debit_units = t.pending_debit_units + need.units
        from need
        where t.id = need.a and (t.limit_units is null or t.is_debit_normal
            or t.posted_debit_units + t.pending_debit_units + need.units
                <= t.posted_credit_units + t.limit_units)
        returning 1
    )
    select (select count(*) from need) = (select count(*) from moved) into fits;
    if not fits then raise exception using errcode = 'AM001'; end if;
    return '{}';
exception when unique_violation or check_violation or sqlstate 'AM001' then
    return ledger_hold_exact_v1(
        ids, debits, credits, returns, parties, amounts, groups, dues, fresh);
end $$;

-- The same, item by item in order; see ledger_post_exact_v1.
create function ledger_hold_exact_v1(
    ids bigint[], debits bigint[], credits bigint[], returns bigint[], parties bigint[],
    amounts bigint[], groups int[], dues timestamptz[], fresh boolean
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
    others bigint[];
    frees bigint[];
    spots int[];
    known smallint[];
    flaws smallint[];
    answers smallint[];
begin
    if n <> (select count(distinct i) from unnest(ids) as i) then
        raise exception 'the same number twice in one batch' using errcode = '22023';
    end if;
    if cardinality(returns) = 0 then returns := array_fill(null::bigint, array[n]); end if;
    if cardinality(parties) = 0 then parties := array_fill(0::bigint, array[n]); end if;
    if cardinality(dues) = 0 then dues := array_fill(null::timestamptz, array[n]); end if;
    if cardinality(heads) = 0 then heads := array(select generate_series(1, n)); end if;

    select array_agg(id order by id), array_agg(free order by id) into accounts, frees
    from (
        select id, case when is_debit_normal then null else limit_units
            + posted_credit_units - posted_debit_units - pending_debit_units end as free
        from ledger_account where id = any (debits) order by id for no key update
    ) locked;
    select array_agg(id order by id) into others from ledger_account where id = any (credits || returns);

    with flat as materialized (select accounts as a, others as b)
    select array_agg(spot order by o),
        array_agg(case when spot is null or payee is null or d % 1000000 <> c % 1000000
            or (r is not null and (back is null or d % 1000000 <> r % 1000000))
            then 4 else 0 end order by o)
    into spots, flaws
    from (
        select o, d, c, r, ledger_spot_v1(flat.a, d) as spot, ledger_spot_v1(flat.b, c) as payee,
            ledger_spot_v1(flat.b, r) as back
        from flat, unnest(debits, credits, returns) with ordinality as x(d, c, r, o)
    ) found;

    select array_agg(case when t.id is null then null
        when (t.debit_id, t.credit_id, t.party_id, t.amount_units) = (x.d, x.c, x.p, x.u)
            and t.return_id is not distinct from x.r and t.due_at is not distinct from x.e
            and not fresh then t.result
        else 2 end order by o)
    into known
    from unnest(ids, debits, credits, returns, parties, amounts, dues)
        with ordinality as x(i, d, c, r, p, u, e, o)
    left join lateral (select * from ledger_hold t where t.id = x.i) t on true;

    answers := ledger_judge_v1(known, flaws, heads, amounts, spots,
        array_fill(null::int, array[n]), frees, array_fill(1::bigint, array[n]));

    insert into ledger_batch (id, kind, n, digest)
    select batch, 2, count(i), ledger_hold_digest_v1(
        coalesce(array_agg(i order by o), '{}'), coalesce(array_agg(d order by o), '{}'),
        coalesce(array_agg(c order by o), '{}'), coalesce(array_agg(r order by o), '{}'),
        coalesce(array_agg(p order by o), '{}'), coalesce(array_agg(u order by o), '{}'),
        coalesce(array_agg(e order by o), '{}'), coalesce(array_agg(y order by o), '{}'))
    from unnest(ids, debits, credits, returns, parties, amounts, dues, answers, known)
        with ordinality as x(i, d, c, r, p, u, e, y, was, o)
    where was is null;

    insert into ledger_hold (id, debit_id, credit_id, return_id, party_id, amount_units, due_at,
        place, at, head, result)
    select i, d, c, r, p, u, e, batch * 8192 + o, now(), h, y
    from unnest(ids, debits, credits, returns, parties, amounts, dues, heads, answers, known)
        with ordinality as x(i, d, c, r, p, u, e, h, y, was, o)
    where was is null order by i;

    with need as materialized (
        select a, sum(u)::bigint as units
        from unnest(debits, amounts, answers, known) as x(a, u, y, was)
        where y = 0 and was is null group by a order by a
    )
    update ledger_account t set pending_debit_units = t.pending_debit_units + need.units
    from need where t.id = need.a;

    return case when 0 = all (answers) then '{}' else answers end;
end $$;
