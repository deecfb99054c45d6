-- The queue of an opening. An application is durable first, and decided afterwards, in order.
--
-- Its ticket comes from the sequence of the ledger's holds, so that an accepted application *is*
-- the hold of that number. `xid` is what lets the allocator read without ever missing a writer.

create table presale_intake (
    opening_id bigint not null,
    buyer_id bigint not null,
    amount_units bigint not null check (amount_units between 1 and 1000000000000000),
    ticket bigint not null,
    xid xid8 not null default pg_current_xact_id(),
    at timestamptz not null default now(),
    primary key (opening_id, buyer_id)  -- One application for each buyer.
);
create index presale_intake_in_order on presale_intake (opening_id, xid, ticket);

create trigger append_only before update or delete or truncate on presale_intake
    for each statement execute function ledger_refuse_change_v1();

-- How far an opening is decided. A row of its own: it is written once for each batch.
create table presale_cursor (
    opening_id bigint primary key,
    xid xid8 not null default '0',
    ticket bigint not null default 0,
    seen bigint not null default 0,
    accepted bigint not null default 0,
    constraint counted_right check (accepted between 0 and seen)
) with (fillfactor = 10);

-- It stands from the start: two allocators that both made one would wait for each other.
create function presale_begin_v1() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
    insert into presale_cursor (opening_id) values (new.id);
    return null;
end $$;
create trigger begins_a_queue after insert on presale_opening
    for each row execute function presale_begin_v1();

-- Take applications. In: one entry per item in each array. Out, in order:
--   > 0 the ticket, new or from an earlier call with the same content
--   -1 no such opening   -2 not open now   -3 applied before, for another number   -4 too many units
-- Tickets follow the order of the items; rows are inserted in the order of the key, or two calls
-- with the same buyers in opposite order would wait for each other for ever.
-- Give tickets out after the commit, never before.
create function presale_apply_v1(openings bigint[], buyers bigint[], amounts bigint[])
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

-- The same when something is there already, or cannot be: what is new and right goes in, and then,
-- in a second statement that sees what others committed meanwhile, tickets are read back. Who sent
-- the same before gets the same ticket, also when the opening has closed in the meantime.
create function presale_apply_again_v1(
    openings bigint[], buyers bigint[], amounts bigint[], tickets bigint[], flaws smallint[]
) returns bigint[]
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
as $$
begin
    insert into presale_intake (opening_id, buyer_id, amount_units, ticket)
    select p, b, u, t from unnest(openings, buyers, amounts, tickets, flaws)
        with ordinality as x(p, b, u, t, f, o)
    where f = 0 order by p, b, o
    on conflict do nothing;

    return array(
        select case
            when t.ticket is null then f
            when t.amount_units <> u then case when f = 0 then -3 else f end
            else t.ticket end
        from unnest(openings, buyers, amounts, flaws) with ordinality as x(p, b, u, f, o)
        left join presale_intake t on t.opening_id = x.p and t.buyer_id = x.b
        order by o);
end $$;
