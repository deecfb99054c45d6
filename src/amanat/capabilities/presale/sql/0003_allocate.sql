-- Decide the next applications of an opening, in order: first fit, the others refused.
--
-- Only rows below the snapshot's xmin are read: every transaction there has ended, so nobody can
-- later appear behind the cursor. By ticket or time alone, a writer that commits late is lost.
-- Behind the cursor and no hold = refused, without a write. Out: how many were decided;
-- null: another allocator is at work. Alone in its transaction, READ COMMITTED.
create function presale_allocate_v1(opening bigint, most int) returns int
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
as $$
declare
    line presale_opening;
    here presale_cursor;
    tickets bigint[];
    buyers bigint[];
    amounts bigint[];
    last_xid xid8;
    held int;
begin
    if most not between 1 and 8000 then
        raise exception 'decide 1 to 8000 at a time, not %', most using errcode = '22023';
    end if;
    select * into line from presale_opening where id = opening;
    if not found then
        raise exception 'no opening %', opening using errcode = 'AM020';
    end if;
    select * into here from presale_cursor where opening_id = opening for no key update skip locked;
    if not found then return null; end if;

    select array_agg(ticket order by xid, ticket), array_agg(buyer_id order by xid, ticket),
        array_agg(amount_units order by xid, ticket), max(xid)
    into tickets, buyers, amounts, last_xid
    from (
        select ticket, buyer_id, amount_units, xid from presale_intake
        where opening_id = opening and (xid, ticket) > (here.xid, here.ticket)
            and xid < pg_snapshot_xmin(pg_current_snapshot())
        order by xid, ticket limit most
    ) next;
    if tickets is null then return 0; end if;

    held := ledger_allocate_v1(tickets, line.ceiling_account_id, line.sold_account_id, buyers,
        amounts, clock_now_v1() + make_interval(mins => line.pay_minutes));
    update presale_cursor
    set xid = last_xid, ticket = tickets[cardinality(tickets)],
        seen = seen + cardinality(tickets), accepted = accepted + held
    where opening_id = opening;
    return cardinality(tickets);
end $$;

-- One English sentence for each promise of the queue that does not hold (I8 of the ledger's guide).
create function presale_broken_v1() returns setof text
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
set jit = off
as $$
    select format('I8: opening %s says %s seen and %s accepted; its rows say %s and %s',
        c.opening_id, c.seen, c.accepted, r.seen, r.held)
    from presale_cursor c
    cross join lateral (
        select count(*) as seen, count(h.id) as held from presale_intake i
        left join ledger_hold h on h.id = i.ticket and h.result = 0
        where i.opening_id = c.opening_id and (i.xid, i.ticket) <= (c.xid, c.ticket)
    ) r
    where (c.seen, c.accepted) <> (r.seen, r.held)

    union all
    select format('I8: ticket %s is held before it was its turn', i.ticket)
    from presale_intake i
    join ledger_hold h on h.id = i.ticket
    join presale_cursor c on c.opening_id = i.opening_id
    where (i.xid, i.ticket) > (c.xid, c.ticket)

    union all
    select format('I8: ticket %s is not held as it was asked for', i.ticket)
    from presale_intake i
    join ledger_hold h on h.id = i.ticket
    join presale_opening o on o.id = i.opening_id
    where (h.party_id, h.amount_units, h.debit_id, h.credit_id)
        <> (i.buyer_id, i.amount_units, o.ceiling_account_id, o.sold_account_id)
$$;
