-- Does the book add up? One sentence for each invariant of the guide that does not hold.
-- Reads everything: for the night, for drills and for the end of a bench.

create function ledger_broken_v1() returns setof text
language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp
set work_mem = '64MB' set jit = off
as $$
begin
    return query select * from ledger_broken_sums_v1();
    return query select * from ledger_broken_rows_v1();
    return query select * from ledger_broken_digests_v1();
end $$;

create function ledger_broken_sums_v1() returns setof text
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
set work_mem = '64MB' set jit = off
as $$
    select format('I1: asset %s posted %s to debits and %s to credits', id % 1000000,
        sum(posted_debit_units), sum(posted_credit_units))
    from ledger_account group by id % 1000000
    having sum(posted_debit_units) <> sum(posted_credit_units)

    union all
    select format('I2: account %s says %s debits and %s credits, its rows say %s and %s', a.id,
        a.posted_debit_units, a.posted_credit_units, coalesce(s.debit, 0), coalesce(s.credit, 0))
    from ledger_account a
    left join (select account_id, sum(debit_units) as debit, sum(credit_units) as credit
        from ledger_side group by 1) s on s.account_id = a.id
    where (a.posted_debit_units, a.posted_credit_units)
        <> (coalesce(s.debit, 0), coalesce(s.credit, 0))

    union all
    select format('I2: account %s says %s are pending, its open holds say %s', a.id,
        a.pending_debit_units, coalesce(o.units, 0))
    from ledger_account a
    left join (select h.debit_id, sum(h.amount_units) as units from ledger_hold h
        where h.result = 0 and not exists (
            select 1 from ledger_step s where s.hold_id = h.id and s.kind <= 4)
        group by 1) o on o.debit_id = a.id
    where a.pending_debit_units <> coalesce(o.units, 0)

    union all
    select format('I2: statement of account %s has a wrong line %s', account_id, n)
    from (select account_id, n, balance_units, row_number() over book as row,
            sum(units) over book as units
        from ledger_statement_line window book as (partition by account_id order by n)) line
    where n <> row or balance_units <> units

    union all
    select format('I2: statement of account %s has %s lines for %s movements',
        coalesce(s.account_id, l.account_id), coalesce(l.n, 0), coalesce(s.n, 0))
    from (select account_id, count(*) as n from ledger_side side
        join ledger_chain c on c.batch_id = side.place / 8192 group by 1) s
    full join (select account_id, count(*) as n from ledger_statement_line group by 1) l
        on l.account_id = s.account_id
    where coalesce(s.n, 0) <> coalesce(l.n, 0)

    union all
    select format('I3: account %s is over its limit or below zero', id)
    from ledger_account
    where least(pending_debit_units, posted_debit_units, posted_credit_units) < 0
        or case when is_debit_normal then posted_credit_units - posted_debit_units
            else posted_debit_units + pending_debit_units - posted_credit_units end > limit_units

    union all
    select format('I5: hold %s of %s units ended with %s paid and %s in fees', h.id,
        h.amount_units, s.paid_units, s.fee_units)
    from ledger_step s join ledger_hold h on h.id = s.hold_id
    where s.kind <= 4 and (s.paid_units + s.fee_units > h.amount_units
        or (s.kind = 1 and s.paid_units + s.fee_units <> h.amount_units)
        or (s.kind in (2, 4) and s.paid_units + s.fee_units <> 0))

    union all
    select format('I5: control account %s has %s free units', c.code,
        a.posted_credit_units - a.posted_debit_units - a.pending_debit_units)
    from ledger_account_name c join ledger_account a on a.id = c.account_id
    where c.code ^@ 'control:'
        and a.posted_credit_units - a.posted_debit_units - a.pending_debit_units <> 0
$$;

create function ledger_broken_rows_v1() returns setof text
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
set work_mem = '64MB' set jit = off
as $$
    select format('I4: step %s of hold %s does not follow from the one before', turn, hold_id)
    from (select hold_id, turn, kind, row_number() over book as row, lag(kind) over book as last
        from ledger_step window book as (partition by hold_id order by turn)) step
    where turn <> row or coalesce(last, 6) not in (5, 6)
        or (coalesce(last, 0) = 5) <> (kind = 6)

    union all
    select format('I6: a group of batch %s is half accepted', place / 8192)
    from ledger_transfer group by place / 8192, head
    having bool_or(result = 0) and bool_or(result <> 0)

    union all
    select format('I6: a group of batch %s is half accepted', place / 8192)
    from ledger_hold group by place / 8192, head
    having bool_or(result = 0) and bool_or(result <> 0)

    union all
    select format('I7: step %s of hold %s has no accepted hold', s.turn, s.hold_id)
    from ledger_step s left join ledger_hold h on h.id = s.hold_id and h.result = 0
    where h.id is null

    union all
    select format('I7: hold %s names an account that is not there', h.id)
    from ledger_hold h
    left join ledger_account d on d.id = h.debit_id
    left join ledger_account c on c.id = h.credit_id
    left join ledger_account r on r.id = h.return_id
    where h.result = 0 and (d.id is null or c.id is null or (h.return_id is not null and r.id is null))

    union all
    select format('I7: transfer %s names an account that is not there', t.id)
    from ledger_transfer t
    left join ledger_account d on d.id = t.debit_id
    left join ledger_account c on c.id = t.credit_id
    where t.result = 0 and (d.id is null or c.id is null)
$$;

create function ledger_broken_digests_v1() returns setof text
language sql stable security definer
set search_path = pg_catalog, public, pg_temp
set work_mem = '64MB' set jit = off
as $$
    with written as (
        select place / 8192 as batch, count(*) as n, ledger_transfer_digest_v1(
            array_agg(id order by place), array_agg(debit_id order by place),
            array_agg(credit_id order by place), array_agg(amount_units order by place),
            array_agg(kind order by place), array_agg(result order by place)) as digest
        from ledger_transfer group by 1
        union all
        select place / 8192, count(*), ledger_hold_digest_v1(
            array_agg(id order by place), array_agg(debit_id order by place),
            array_agg(credit_id order by place), array_agg(return_id order by place),
            array_agg(party_id order by place), array_agg(amount_units order by place),
            array_agg(due_at order by place), array_agg(result order by place))
        from ledger_hold group by 1
        union all
        select place / 8192, count(*), ledger_step_digest_v1(
            array_agg(hold_id order by place), array_agg(turn order by place),
            array_agg(kind order by place), array_agg(paid_units order by place),
            array_agg(fee_units order by place))
        from ledger_step group by 1
    )
    select format('I10: batch %s does not match its rows', coalesce(b.id, w.batch))
    from ledger_batch b full join written w on w.batch = b.id
    where b.id is null or b.n <> coalesce(w.n, 0)
        or (w.batch is not null and b.digest <> w.digest)

    union all
    select format('I10: the chain breaks at link %s', c.n)
    from (select n, head, batch_id, row_number() over (order by n) as row,
            coalesce(lag(head) over (order by n), sha256('')) as last
        from ledger_chain) c
    left join ledger_batch b on b.id = c.batch_id
    where c.n <> c.row or b.id is null or c.head <> sha256(c.last || b.digest)

    union all
    select format('I10: batch %s is missing from the chain', b.id)
    from ledger_batch b, ledger_sequencer here
    where (b.xid, b.id) <= (here.xid, here.batch_id)
        and not exists (select 1 from ledger_chain c where c.batch_id = b.id)
$$;
