-- First fit, in order: many want units of one account, and not all can have them.
--
-- For allocators that read a durable queue. In the order given, an item is held when it fits into
-- what is still free, and left out otherwise; smaller ones that come later may still fit. Only what
-- is held is written: one batch row, one hold each, one update of the account. What was left out
-- costs no write, and is known to the queue as "behind the cursor, without a hold".
--
-- The ids must be new: the queue took them from ledger_item_number as its tickets. The answer is
-- how many were held. AM004: there is no such account.

create function ledger_allocate_v1(
    ids bigint[], debit bigint, credit bigint, parties bigint[], amounts bigint[], due timestamptz
) returns int
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
as $$
declare
    n int := cardinality(ids);
    batch bigint;
    free bigint;
    least_units bigint;
    units bigint := 0;
    marks boolean[];
begin
    perform ledger_check_batch_v1(n, array[cardinality(parties), cardinality(amounts)], '{}');
    if n = 0 then return 0; end if;
    if not exists (select 1 from ledger_account where id = credit) then
        raise exception 'no account %', credit using errcode = 'AM004';
    end if;
    select coalesce(limit_units + posted_credit_units - posted_debit_units - pending_debit_units,
        9000000000000000000)
    into free from ledger_account where id = debit and not is_debit_normal for no key update;
    if not found then
        raise exception 'no account %', debit using errcode = 'AM004';
    end if;

    select sum(u), min(u) into units, least_units from unnest(amounts) as u;
    if units > free then
        units := 0;
        marks := array_fill(false, array[n]);
        for j in 1..n loop
            exit when free < least_units;
            if amounts[j] <= free then
                marks[j] := true;
                free := free - amounts[j];
                units := units + amounts[j];
            end if;
        end loop;
        if units = 0 then return 0; end if;
        select array_agg(i order by o), array_agg(p order by o), array_agg(u order by o), count(*)
        into ids, parties, amounts, n
        from unnest(ids, parties, amounts, marks) with ordinality as x(i, p, u, held, o) where held;
    end if;

    batch := nextval('ledger_batch_number');
    insert into ledger_batch (id, kind, n, digest) values (batch, 2, n, ledger_hold_digest_v1(
        ids, array_fill(debit, array[n]), array_fill(credit, array[n]),
        array_fill(null::bigint, array[n]), parties, amounts, array_fill(due, array[n]),
        array_fill(0::smallint, array[n])));
    insert into ledger_hold (id, debit_id, credit_id, return_id, party_id, amount_units, due_at,
        place, at, head, result)
    select i, debit, credit, null, p, u, due, batch * 8192 + o, now(), o, 0
    from unnest(ids, parties, amounts) with ordinality as x(i, p, u, o) order by i;
    update ledger_account set pending_debit_units = pending_debit_units + units where id = debit;
    return n;
end $$;
