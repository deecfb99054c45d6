-- Behind the commit: the chain over all batches, and statements with a running balance.

create table ledger_chain (
    n bigint primary key,
    batch_id bigint not null unique,
    head bytea not null check (length(head) = 32)  -- sha256 (head before || digest of the batch)
);

-- One line per account side of an accepted transfer or final step. Positive = on the account's
-- normal side. `item_id` is the transfer or the hold.
create table ledger_statement_line (
    account_id bigint not null,
    n bigint not null,
    kind text not null,
    item_id bigint not null,
    units bigint not null,
    balance_units bigint not null,
    at timestamptz not null,
    primary key (account_id, n)
);

create trigger append_only before update or delete or truncate on ledger_chain
    for each statement execute function ledger_refuse_change_v1();
create trigger append_only before update or delete or truncate on ledger_statement_line
    for each statement execute function ledger_refuse_change_v1();

-- One row: how far the sequencer has come, in commit order.
create table ledger_sequencer (
    id smallint primary key check (id = 1),
    xid xid8 not null,
    batch_id bigint not null,
    n bigint not null,
    head bytea not null,
    complete_until timestamptz
);
insert into ledger_sequencer values (1, '0', 0, 0, sha256(''), null);

-- Every account side that anything posted has touched: what balances are the sums of.
create view ledger_side as
    select debit_id as account_id, place, 0 as side, kind, id as item_id,
        amount_units as debit_units, 0::bigint as credit_units, at
    from ledger_transfer where result = 0
    union all
    select credit_id, place, 1, kind, id, 0, amount_units, at
    from ledger_transfer where result = 0
    union all
    select side.account_id, s.place, side.n,
        (array['release', 'refund', 'split', 'expire'])[s.kind], s.hold_id, side.debit, side.credit, s.at
    from ledger_step s
    join ledger_hold h on h.id = s.hold_id
    cross join lateral (values
        (0, h.debit_id, case when h.return_id is null then s.paid_units + s.fee_units
            else h.amount_units end, 0::bigint),
        (1, h.credit_id, 0, s.paid_units),
        (2, 1000000 + h.debit_id % 1000000, 0, s.fee_units),
        (3, h.return_id, 0, h.amount_units - s.paid_units - s.fee_units)
    ) as side(n, account_id, debit, credit)
    where s.kind <= 4 and side.account_id is not null and side.debit + side.credit > 0;

-- Append the statement lines of some batches, in this order, account by account.
create function ledger_write_lines_v1(batches bigint[]) returns void
language plpgsql security invoker
set search_path = pg_catalog, public, pg_temp
set enable_seqscan = off set jit = off
as $$
declare
    lowest bigint := (select min(b) * 8192 from unnest(batches) as b);
    highest bigint := (select max(b) * 8192 + 8191 from unnest(batches) as b);
begin
    insert into ledger_statement_line (account_id, n, kind, item_id, units, balance_units, at)
    select s.account_id, coalesce(last.n, 0) + row_number() over book, s.kind, s.item_id, s.units,
        coalesce(last.balance_units, 0) + sum(s.units) over book, s.at
    from (
        select side.*, taken.turn, case when a.is_debit_normal then side.debit_units - side.credit_units
            else side.credit_units - side.debit_units end as units
        from ledger_side side
        join unnest(batches) with ordinality as taken(batch, turn) on taken.batch = side.place / 8192
        join ledger_account a on a.id = side.account_id
        where side.place between lowest and highest
    ) s
    left join lateral (
        select l.n, l.balance_units from ledger_statement_line l
        where l.account_id = s.account_id order by l.n desc limit 1
    ) last on true
    window book as (partition by s.account_id order by s.turn, s.place, s.side
        rows between unbounded preceding and current row)
    order by 1, 2;
end $$;

-- Take up to `most` finished batches: every transaction below the horizon has ended, so none can
-- turn up behind the cursor. Returns how many; 0 when another sequencer is at work.
create function ledger_sequence_v1(most int) returns int
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
set enable_seqscan = off set jit = off
as $$
declare
    here ledger_sequencer;
    batch record;
    taken bigint[] := '{}';
    moment timestamptz;
begin
    select * into here from ledger_sequencer for update skip locked;
    if not found then return 0; end if;
    moment := clock_timestamp();
    for batch in
        select b.id, b.xid, b.digest from ledger_batch b
        where (b.xid, b.id) > (here.xid, here.batch_id)
            and b.xid < pg_snapshot_xmin(pg_current_snapshot())
        order by b.xid, b.id limit most
    loop
        here.n := here.n + 1;
        here.head := sha256(here.head || batch.digest);
        here.xid := batch.xid;
        here.batch_id := batch.id;
        insert into ledger_chain (n, batch_id, head) values (here.n, batch.id, here.head);
        taken := taken || batch.id;
    end loop;
    perform ledger_write_lines_v1(taken);

    -- With nothing left beyond the cursor, all that was committed by `moment` is in.
    if not exists (select 1 from ledger_batch b where (b.xid, b.id) > (here.xid, here.batch_id)) then
        here.complete_until := moment;
    end if;
    update ledger_sequencer set xid = here.xid, batch_id = here.batch_id, n = here.n,
        head = here.head, complete_until = here.complete_until;
    return cardinality(taken);
end $$;
