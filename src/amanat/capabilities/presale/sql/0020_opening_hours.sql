-- An opening that can stop and go on, and the line behind it: units that come back are for those
-- who were refused, in order, before anybody who comes later.

-- Up to `back` every application is held or was; nobody refused fits into `back_free` units.
alter table presale_cursor
    add column back_xid xid8 not null default '0',
    add column back_ticket bigint not null default 0,
    add column back_free bigint not null default -1;

-- As presale_apply_v1, and while the opening is stopped or when it has ended: -5.
create function presale_apply_v2(openings bigint[], buyers bigint[], amounts bigint[])
returns bigint[]
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
as $$
declare
    n int := cardinality(openings);
    moment timestamptz := clock_now_v1();
    flaws smallint[];
    tickets bigint[];
begin
    perform ledger_check_batch_v1(n, array[cardinality(buyers), cardinality(amounts)], '{}');
    if n = 0 then return '{}'; end if;

    select array_agg(case
        when t.id is null then -1
        when moment < t.opens_at or moment >= t.closes_at then -2
        when t.stopped_at is not null or t.ended_at is not null then -5
        when u not between 1 and t.most_units then -4
        else 0 end order by o)
    into flaws
    from unnest(openings, amounts) with ordinality as x(p, u, o)
    left join presale_opening t on t.id = x.p;

    select array_agg(block + step order by block, step) into tickets
    from (select nextval('ledger_item_number') as block
        from generate_series(1, (n + 999) / 1000)) taken
    cross join generate_series(0, least(n, 1000) - 1) as step;

    if 0 <> any (flaws) then raise exception using errcode = 'AM001'; end if;
    insert into presale_intake (opening_id, buyer_id, amount_units, ticket)
    select p, b, u, t from unnest(openings, buyers, amounts, tickets[1:n])
        with ordinality as x(p, b, u, t, o)
    order by p, b, o;
    return tickets[1:n];
exception when unique_violation or sqlstate 'AM001' then
    return presale_apply_again_v1(openings, buyers, amounts, tickets[1:n], flaws);
end $$;

-- What may still be sold from an account.
create function presale_free_v1(account bigint) returns bigint
language sql volatile security invoker
set search_path = pg_catalog, public, pg_temp
as $$
    select coalesce(limit_units + posted_credit_units - posted_debit_units - pending_debit_units,
        9000000000000000000)
    from ledger_account where id = account
$$;

-- Units that are free again, to those behind the cursor who were refused: first fit, in order.
--
-- The caller holds the cursor's row and the account's, so that no unit comes back, and nobody is
-- decided, between this and the next. Out: how many were held, and whether the line was gone
-- through to its end; until it was, nobody new is decided.
create function presale_hand_on_v1(
    line presale_opening, here presale_cursor, free bigint, due timestamptz, most int,
    out held int, out through boolean
)
language plpgsql volatile security invoker
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
as $$
declare
    step int := least(most, free);
    tickets bigint[];
    buyers bigint[];
    amounts bigint[];
    first presale_intake;
begin
    held := 0;
    through := true;
    if here.seen = here.accepted or free <= here.back_free then return; end if;
    select array_agg(ticket order by xid, ticket), array_agg(buyer_id order by xid, ticket),
        array_agg(amount_units order by xid, ticket)
    into tickets, buyers, amounts
    from (
        select i.ticket, i.buyer_id, i.amount_units, i.xid from presale_intake i
        where i.opening_id = line.id and (i.xid, i.ticket) > (here.back_xid, here.back_ticket)
            and (i.xid, i.ticket) <= (here.xid, here.ticket) and i.amount_units <= free
            and not exists (select from ledger_hold h where h.id = i.ticket)
        order by i.xid, i.ticket limit step
    ) next;
    if tickets is null then return; end if;

    held := ledger_allocate_v1(tickets, line.ceiling_account_id, line.sold_account_id, buyers,
        amounts, due);
    through := cardinality(tickets) < step
        or presale_free_v1(line.ceiling_account_id) <= greatest(here.back_free, 0);
    select * into first from presale_intake i
    where i.opening_id = line.id and (i.xid, i.ticket) > (here.back_xid, here.back_ticket)
        and (i.xid, i.ticket) <= (here.xid, here.ticket)
        and not exists (select from ledger_hold h where h.id = i.ticket)
    order by i.xid, i.ticket limit 1;
    update presale_cursor
    set accepted = accepted + held,
        back_xid = coalesce(first.xid, here.xid),
        back_ticket = coalesce(first.ticket - 1, here.ticket)
    where opening_id = line.id;
end $$;

-- As presale_allocate_v1, and before anybody new is decided, units that came back are handed on.
-- Nothing while the opening is stopped. Where offers say until when to pay, the hold has no end of
-- its own: a deadline that is put off, because a bank did not answer, must not end in the ledger.
create function presale_allocate_v2(opening bigint, most int) returns int
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
as $$
declare
    line presale_opening;
    here presale_cursor;
    due timestamptz;
    free bigint;
    handed record;
    tickets bigint[];
    buyers bigint[];
    amounts bigint[];
    last_xid xid8;
    held int := 0;
begin
    if most not between 1 and 8000 then
        raise exception 'decide 1 to 8000 at a time, not %', most using errcode = '22023';
    end if;
    select * into line from presale_opening where id = opening;
    if not found then
        raise exception 'no opening %', opening using errcode = 'AM020';
    end if;
    if line.stopped_at is not null or line.ended_at is not null then return 0; end if;
    select * into here from presale_cursor where opening_id = opening for no key update skip locked;
    if not found then return null; end if;
    if line.campaign_id is null then
        due := clock_now_v1() + make_interval(mins => line.pay_minutes);
    end if;

    select array_agg(ticket order by xid, ticket), array_agg(buyer_id order by xid, ticket),
        array_agg(amount_units order by xid, ticket), max(xid)
    into tickets, buyers, amounts, last_xid
    from (
        select ticket, buyer_id, amount_units, xid from presale_intake
        where opening_id = opening and (xid, ticket) > (here.xid, here.ticket)
            and xid < pg_snapshot_xmin(pg_current_snapshot())
        order by xid, ticket limit most
    ) next;

    free := presale_free_v1(line.ceiling_account_id);
    if tickets is null and (here.seen = here.accepted or free <= here.back_free) then
        return 0;
    end if;
    -- Whoever stops or ends the opening waits for this batch, or this batch sees it.
    perform from presale_opening
    where id = opening and stopped_at is null and ended_at is null for share;
    if not found then return 0; end if;
    perform from ledger_account where id = line.ceiling_account_id for no key update;
    free := presale_free_v1(line.ceiling_account_id);
    select * into handed from presale_hand_on_v1(line, here, free, due, most);
    if not handed.through then
        return handed.held;
    end if;

    if tickets is not null then
        held := ledger_allocate_v1(tickets, line.ceiling_account_id, line.sold_account_id, buyers,
            amounts, due);
    end if;
    update presale_cursor
    set xid = coalesce(last_xid, xid),
        ticket = coalesce(tickets[cardinality(tickets)], ticket),
        seen = seen + coalesce(cardinality(tickets), 0), accepted = accepted + held,
        back_free = presale_free_v1(line.ceiling_account_id)
    where opening_id = opening;
    return coalesce(cardinality(tickets), 0) + handed.held;
end $$;

-- Where applications stand, by key. Out, in order: 0 there is none; 1 waits; 2 accepted, to be paid
-- for; 3 refused, in the line behind; 4 was accepted and given back; 5 its contract is signed;
-- 6 not decided any more, for the opening has ended.
create function presale_places_v1(openings bigint[], buyers bigint[]) returns smallint[]
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
as $$
    select coalesce(array_agg(case
        when i.ticket is null then 0
        when h.id is not null then
            case when s.kind is null then 2 when s.kind in (1, 3) then 5 else 4 end
        when t.ended_at is not null then 6
        when (i.xid, i.ticket) <= (c.xid, c.ticket) then 3
        else 1 end::smallint order by o), '{}')
    from unnest(openings, buyers) with ordinality as x(p, b, o)
    left join presale_intake i on i.opening_id = x.p and i.buyer_id = x.b
    left join presale_opening t on t.id = i.opening_id
    left join presale_cursor c on c.opening_id = i.opening_id
    left join ledger_hold h on h.id = i.ticket
    left join lateral (
        select kind from ledger_step where hold_id = h.id and kind <= 4 order by turn desc limit 1
    ) s on true
$$;

-- Openings somebody may have to be decided in: begun, not stopped, not ended.
create function presale_begun_v1() returns bigint[]
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
as $$
    select coalesce(array_agg(id order by opens_at, id), '{}') from presale_opening
    where opens_at <= clock_now_v1() and stopped_at is null and ended_at is null
$$;

-- For how long the oldest open write transaction of this server has held the horizon back. Nobody
-- who applied after it began can be decided before it ends.
create function presale_horizon_v1() returns interval
language sql volatile security definer
set search_path = pg_catalog, public, pg_temp
as $$
    select coalesce(max(clock_timestamp() - began), interval '0')
    from (
        select xact_start as began from pg_stat_activity
        where backend_xid is not null and pid <> pg_backend_pid()
        union all
        select prepared from pg_prepared_xacts
    ) open
$$;
