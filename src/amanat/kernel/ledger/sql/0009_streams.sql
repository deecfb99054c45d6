-- The same batch functions, reading their arrays as streams.
--
-- `unnest` of many arrays in FROM copies every array into a store of its own before the first row
-- comes out; in the select list it hands out one row at a time. A quarter of a batch's time was
-- that copying. Names, arguments and answers are those of 0003, 0004 and 0005; so are the exact paths.

create or replace function ledger_post_v1(
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
    from (
        select unnest(ids) as i, unnest(debits) as d, unnest(credits) as c, unnest(amounts) as u,
            unnest(kinds) as k, unnest(ledger_heads_v1(groups)) as g, generate_series(1, n) as o
    ) x order by i;

    with need as materialized (
        select a, sum(d)::bigint as debit, sum(c)::bigint as credit from (
            select unnest(debits) as a, unnest(amounts) as d, 0::bigint as c
            union all
            select unnest(credits), 0::bigint, unnest(amounts)
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

create or replace function ledger_hold_v1(
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
    from (
        select unnest(ids) as i, unnest(debits) as d, unnest(credits) as c, unnest(returns) as r,
            unnest(parties) as p, unnest(amounts) as u, unnest(dues) as e,
            unnest(ledger_heads_v1(groups)) as g, generate_series(1, n) as o
    ) x order by i;

    -- Every account that may be paid later exists. Accounts are never closed: no lock is needed.
    select count(*) = count(t.id) into fits
    from (
        select unnest(credits) as a union select r from (select unnest(returns) as r) x
        where r is not null
    ) other left join ledger_account t on t.id = other.a;
    if not fits then raise exception using errcode = 'AM001'; end if;

    with need as materialized (
        select a, sum(u)::bigint as units
        from (select unnest(debits) as a, unnest(amounts) as u) x group by a order by a
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

-- Move the units of final steps, as 0005 says, given the sums of each trio of accounts.
-- `alone`: it is a single step, which may give units back to the very account it takes them from.
create function ledger_settle_trios_v1(
    debits bigint[], credits bigint[], returns bigint[],
    helds bigint[], pays bigint[], fees bigint[], alone boolean
) returns boolean
language plpgsql security invoker
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
as $$
declare
    fits boolean;
begin
    with trio as materialized (
        select unnest(debits) as d, unnest(credits) as c, unnest(returns) as r,
            unnest(helds) as held, unnest(pays) as paid, unnest(fees) as fee
    ), need as materialized (
        select a, sum(pending)::bigint as pending, sum(debit)::bigint as debit,
            sum(credit)::bigint as credit
        from (
            select d as a, held as pending,
                case when r is null then paid + fee else held end as debit, 0::bigint as credit
            from trio
            union all
            select c, 0, 0, paid from trio where paid > 0
            union all
            select 1000000 + d % 1000000, 0, 0, fee from trio where fee > 0
            union all
            select r, 0, 0, held - paid - fee from trio
            where r is not null and held - paid - fee > 0
        ) sides group by a order by a
    ), moved as (
        update ledger_account t
        set pending_debit_units = t.pending_debit_units - need.pending,
            posted_debit_units = t.posted_debit_units + need.debit,
            posted_credit_units = t.posted_credit_units + need.credit
        from need
        where t.id = need.a and (t.limit_units is null or not t.is_debit_normal
            or t.posted_credit_units + need.credit <= t.posted_debit_units + t.limit_units
                + case when alone then need.debit else 0 end)
        returning 1
    )
    select (select count(*) from need) = (select count(*) from moved) into fits;
    return fits;
end $$;

create or replace function ledger_settle_v1(
    kinds smallint[], debits bigint[], credits bigint[], returns bigint[],
    amounts bigint[], pays bigint[], fees bigint[]
) returns boolean
language sql security invoker
set search_path = pg_catalog, public, pg_temp
as $$
    select ledger_settle_trios_v1(array_agg(d), array_agg(c), array_agg(r), array_agg(held),
        array_agg(paid), array_agg(fee), cardinality(kinds) = 1)
    from (
        select d, c, r, sum(u)::bigint as held, sum(p)::bigint as paid, sum(f)::bigint as fee
        from (
            select unnest(kinds) as k, unnest(debits) as d, unnest(credits) as c,
                unnest(returns) as r, unnest(amounts) as u, unnest(pays) as p, unnest(fees) as f
        ) x where k <= 4 group by d, c, r
    ) sums
$$;

-- The steps are placed in the same statement that reads their holds: each hold is looked up once,
-- and what the accounts need is summed per trio of accounts on the way.
create or replace function ledger_step_v1(
    holds bigint[], turns smallint[], kinds smallint[], pays bigint[], fees bigint[],
    fresh boolean
) returns smallint[]
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
as $$
declare
    n int := cardinality(holds);
    batch bigint;
    moment timestamptz := clock_now_v1();
    trio record;
begin
    perform ledger_check_batch_v1(n, array[cardinality(turns), cardinality(kinds)],
        array[cardinality(pays), cardinality(fees)]);
    if n = 0 then return '{}'; end if;
    if cardinality(pays) = 0 then pays := array_fill(0::bigint, array[n]); end if;
    if cardinality(fees) = 0 then fees := array_fill(0::bigint, array[n]); end if;

    batch := nextval('ledger_batch_number');
    with held as materialized (
        select * from (
            select x.i, x.k, x.f, x.o, h.debit_id as d, h.credit_id as c, h.return_id as r,
                h.amount_units as u, case x.k when 1 then h.amount_units - x.f else x.p end as p
            from (
                select unnest(holds) as i, unnest(turns) as t, unnest(kinds) as k,
                    unnest(pays) as p, unnest(fees) as f, generate_series(1, n) as o
            ) x join ledger_hold h on h.id = x.i
            where h.result = 0 and x.t = 1 and x.k <= 5
                and (x.k <> 1 or h.due_at is null or h.due_at > moment)
        ) y where p >= 0 and p + f <= u
    ), placed as (
        insert into ledger_step (hold_id, turn, kind, paid_units, fee_units, place, at)
        select i, 1, k, p, f, batch * 8192 + o, now() from held order by i
    )
    select array_agg(d) as debits, array_agg(c) as credits, array_agg(r) as returns,
        array_agg(held) as helds, array_agg(paid) as pays, array_agg(fee) as fees,
        (select array_agg(p order by o) from held) as outlays
    into trio
    from (
        select d, c, r, sum(u)::bigint as held, sum(p)::bigint as paid, sum(f)::bigint as fee
        from held where k <= 4 group by d, c, r
    ) sums;
    if coalesce(cardinality(trio.outlays), 0) < n then raise exception using errcode = 'AM001'; end if;

    insert into ledger_batch (id, kind, n, digest)
    values (batch, 3, n, ledger_step_digest_v1(holds, turns, kinds, trio.outlays, fees));

    if not ledger_settle_trios_v1(trio.debits, trio.credits, trio.returns, trio.helds, trio.pays,
            trio.fees, n = 1) then
        raise exception using errcode = 'AM001';
    end if;
    return '{}';
exception when unique_violation or sqlstate 'AM001' then
    return ledger_step_exact_v1(holds, turns, kinds, pays, fees, fresh);
end $$;
