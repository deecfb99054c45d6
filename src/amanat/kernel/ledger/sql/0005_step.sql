-- Form B, second phase: steps decide holds.
--
-- A step is an insert with the key (hold, turn); turn = steps the caller has seen + 1. Whoever
-- inserts first wins, without a lock on the hold. One step per hold per batch.
-- kinds: 1 release, 2 refund, 3 split, 4 expire (final), 5 freeze (only 6 may follow), 6 unfreeze.
-- A release pays all but the fee; a split pays what `pays` says; the rest of either goes to the
-- hold's return account. Out, in order; empty = all accepted:
--   0 accepted, now or earlier with the same content   3 more than the hold, or an account's limit
--   4 no such hold   5 another step was first   7 not allowed at this turn   8 too late (due_at)
-- `fresh` answers 5 also when the same step is there already: see ledger_hold_v1.

-- Move the units of final steps: the debit side's pending falls by the whole hold.
-- False when some account cannot take its side (a limited debit-normal account that is credited).
-- A step alone may give units back to the very account it takes them from; among several, debits
-- of one are never set against credits of another, for in order the other might come first.
create function ledger_settle_v1(
    kinds smallint[], debits bigint[], credits bigint[], returns bigint[],
    amounts bigint[], pays bigint[], fees bigint[]
) returns boolean
language plpgsql security invoker
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
as $$
declare
    fits boolean;
begin
    with need as materialized (
        select a, sum(pending)::bigint as pending, sum(debit)::bigint as debit,
            sum(credit)::bigint as credit
        from (
            select d as a, u as pending, case when r is null then p + f else u end as debit,
                0::bigint as credit
            from unnest(kinds, debits, returns, amounts, pays, fees) as x(k, d, r, u, p, f)
            where k <= 4
            union all
            select c, 0::bigint, 0::bigint, p from unnest(credits, pays) as x(c, p) where p > 0
            union all
            select 1000000 + d % 1000000, 0::bigint, 0::bigint, f
            from unnest(debits, fees) as x(d, f) where f > 0
            union all
            select r, 0::bigint, 0::bigint, u - p - f
            from unnest(kinds, returns, amounts, pays, fees) as x(k, r, u, p, f)
            where k <= 4 and r is not null and u - p - f > 0
        ) sides group by a order by a
    ), moved as (
        update ledger_account t
        set pending_debit_units = t.pending_debit_units - need.pending,
            posted_debit_units = t.posted_debit_units + need.debit,
            posted_credit_units = t.posted_credit_units + need.credit
        from need
        where t.id = need.a and (t.limit_units is null or not t.is_debit_normal
            or t.posted_credit_units + need.credit <= t.posted_debit_units + t.limit_units
                + case when cardinality(kinds) = 1 then need.debit else 0 end)
        returning 1
    )
    select (select count(*) from need) = (select count(*) from moved) into fits;
    return fits;
end $$;

create function ledger_step_v1(
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
    debits bigint[];
    credits bigint[];
    returns bigint[];
    amounts bigint[];
    outlays bigint[];
    found int;
begin
    perform ledger_check_batch_v1(n, array[cardinality(turns), cardinality(kinds)],
        array[cardinality(pays), cardinality(fees)]);
    if n = 0 then return '{}'; end if;
    if cardinality(pays) = 0 then pays := array_fill(0::bigint, array[n]); end if;
    if cardinality(fees) = 0 then fees := array_fill(0::bigint, array[n]); end if;

    select array_agg(debit_id order by o), array_agg(credit_id order by o),
        array_agg(return_id order by o), array_agg(amount_units order by o),
        array_agg(pay order by o), count(*)
    into debits, credits, returns, amounts, outlays, found
    from (
        select h.debit_id, h.credit_id, h.return_id, h.amount_units, x.o, x.f,
            case x.k when 1 then h.amount_units - x.f else x.p end as pay
        from unnest(holds, turns, kinds, pays, fees) with ordinality as x(i, t, k, p, f, o)
        join ledger_hold h on h.id = x.i
        where h.result = 0 and x.t = 1 and x.k <= 5
            and (x.k <> 1 or h.due_at is null or h.due_at > moment)
    ) held
    where pay >= 0 and pay + f <= amount_units;
    if found < n then raise exception using errcode = 'AM001'; end if;

    batch := nextval('ledger_batch_number');
    insert into ledger_batch (id, kind, n, digest)
    values (batch, 3, n, ledger_step_digest_v1(holds, turns, kinds, outlays, fees));

    insert into ledger_step (hold_id, turn, kind, paid_units, fee_units, place, at)
    select i, 1, k, p, f, batch * 8192 + o, now()
    from unnest(holds, kinds, outlays, fees) with ordinality as x(i, k, p, f, o)
    order by i;

    if not ledger_settle_v1(kinds, debits, credits, returns, amounts, outlays, fees) then
        raise exception using errcode = 'AM001';
    end if;
    return '{}';
exception when unique_violation or sqlstate 'AM001' then
    return ledger_step_exact_v1(holds, turns, kinds, pays, fees, fresh);
end $$;

-- Steps that cannot all be first: judge by what is readable, insert what may be, and see who won.
-- When an account cannot take its side, each item is tried alone, in order.
create function ledger_step_exact_v1(
    holds bigint[], turns smallint[], kinds smallint[], pays bigint[], fees bigint[],
    fresh boolean
) returns smallint[]
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set jit = off
as $$
declare
    n int := cardinality(holds);
    batch bigint := nextval('ledger_batch_number');
    moment timestamptz := clock_now_v1();
    debits bigint[];
    credits bigint[];
    returns bigint[];
    amounts bigint[];
    outlays bigint[];
    answers smallint[];
    won bigint[];  -- Positions of the steps that were inserted.
    won_holds bigint[];
    won_turns smallint[];
    won_kinds smallint[];
    won_pays bigint[];
    won_fees bigint[];
begin
    if n <> (select count(distinct i) from unnest(holds) as i) then
        raise exception 'one step per hold per batch' using errcode = '22023';
    end if;

    select array_agg(debit_id order by o), array_agg(credit_id order by o),
        array_agg(return_id order by o), array_agg(amount_units order by o),
        array_agg(pay order by o),
        array_agg(case
            when amount_units is null then 4
            when was_kind is not null then
                case when (was_kind, was_paid, was_fee) = (k, pay, f) and not fresh
                    then 0 else 5 end
            when t < 1 or (t > 1 and last_kind is null) then 7
            when coalesce(last_kind, 6) not in (5, 6) then 7
            when (last_kind = 5) <> (k = 6) or (last_kind is null and k = 6) then 7
            when pay < 0 or pay + f > amount_units then 3
            when k = 1 and due_at <= moment then 8
        end order by o)
    into debits, credits, returns, amounts, outlays, answers
    from (
        select x.o, x.t, x.k, x.f, h.debit_id, h.credit_id, h.return_id, h.amount_units, h.due_at,
            case x.k when 1 then h.amount_units - x.f else x.p end as pay,
            was.kind as was_kind, was.paid_units as was_paid, was.fee_units as was_fee,
            last.kind as last_kind
        from unnest(holds, turns, kinds, pays, fees) with ordinality as x(i, t, k, p, f, o)
        left join lateral (select * from ledger_hold h where h.id = x.i and h.result = 0) h on true
        left join lateral (
            select * from ledger_step s where s.hold_id = x.i and s.turn = x.t) was on true
        left join lateral (
            select * from ledger_step s where s.hold_id = x.i and s.turn = x.t - 1) last on true
    ) seen;

    with placed as (
        insert into ledger_step (hold_id, turn, kind, paid_units, fee_units, place, at)
        select i, t, k, p, f, batch * 8192 + o, now()
        from unnest(holds, turns, kinds, outlays, fees, answers)
            with ordinality as x(i, t, k, p, f, y, o)
        where y is null order by i
        on conflict do nothing
        returning place % 8192 as o
    )
    select coalesce(array_agg(o order by o), '{}') into won from placed;

    -- Who is still without an answer met a step that was not readable before: ask again.
    with flat as materialized (select won as a)
    select array_agg(coalesce(y, case when ledger_spot_v1(flat.a, o) > 0 then 0
            when (s.kind, s.paid_units, s.fee_units) = (k, p, f) and not fresh then 0
            else 5 end) order by o)
    into answers
    from flat, unnest(holds, turns, kinds, outlays, fees, answers)
        with ordinality as x(i, t, k, p, f, y, o)
    left join lateral (
        select * from ledger_step s where s.hold_id = x.i and s.turn = x.t and x.y is null) s on true;

    -- From here on only the winners count.
    select array_agg(holds[o] order by o), array_agg(turns[o] order by o),
        array_agg(kinds[o] order by o), array_agg(outlays[o] order by o),
        array_agg(fees[o] order by o), array_agg(debits[o] order by o),
        array_agg(credits[o] order by o), array_agg(returns[o] order by o),
        array_agg(amounts[o] order by o)
    into won_holds, won_turns, won_kinds, won_pays, won_fees, debits, credits, returns, amounts
    from unnest(won) as o;

    insert into ledger_batch (id, kind, n, digest)
    values (batch, 3, cardinality(won), ledger_step_digest_v1(coalesce(won_holds, '{}'),
        coalesce(won_turns, '{}'), coalesce(won_kinds, '{}'), coalesce(won_pays, '{}'),
        coalesce(won_fees, '{}')));

    if not ledger_settle_v1(won_kinds, debits, credits, returns, amounts, won_pays, won_fees) then
        raise exception using errcode = 'AM001';
    end if;
    return case when 0 = all (answers) then '{}' else answers end;
exception when sqlstate 'AM001' then
    if n = 1 then return array[3::smallint]; end if;
    return ledger_step_singly_v1(holds, turns, kinds, pays, fees, fresh);
end $$;

-- Each step alone, in order: the last resort when a batch of steps meets an account's limit.
create function ledger_step_singly_v1(
    holds bigint[], turns smallint[], kinds smallint[], pays bigint[], fees bigint[],
    fresh boolean
) returns smallint[]
language plpgsql security invoker
set search_path = pg_catalog, public, pg_temp
as $$
declare
    answers smallint[] := array_fill(0::smallint, array[cardinality(holds)]);
    one smallint[];
begin
    for i in 1..cardinality(holds) loop
        one := ledger_step_exact_v1(
            holds[i:i], turns[i:i], kinds[i:i], pays[i:i], fees[i:i], fresh);
        if one <> '{}' then answers[i] := one[1]; end if;
    end loop;
    return case when 0 = all (answers) then '{}' else answers end;
end $$;
