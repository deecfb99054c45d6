-- What the batch functions share: opening accounts, numbers, and judging a batch in order.
--
-- Functions that others call are SECURITY DEFINER. Helpers that write are SECURITY INVOKER: called
-- by those they act as the owner; called directly by the application's role they may do nothing.

-- The number of an asset; a new one comes with the account that earns its fees.
create function ledger_asset_v1(asset_code text) returns int
language plpgsql security invoker
set search_path = pg_catalog, public, pg_temp
as $$
declare
    number int := (select id from ledger_asset where code = asset_code);
begin
    if number is not null then
        return number;
    end if;
    lock table ledger_asset in share row exclusive mode;  -- Rare; numbers are few, so none is lost.
    select id into number from ledger_asset where code = asset_code;
    if number is null then
        insert into ledger_asset (id, code)
        select coalesce(max(id), 0) + 1, asset_code from ledger_asset returning id into number;
        insert into ledger_account_name (code, account_id)
        values ('fees:' || asset_code, 1000000 + number);
        insert into ledger_account (id, is_debit_normal, limit_units)
        values (1000000 + number, false, 0);
    end if;
    return number;
end $$;

-- The account of this name, opened when there is none; AM002 when it has other terms.
create function ledger_open_account_v1(
    account_code text, asset_code text, debit_normal boolean, limit_at bigint
) returns bigint
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
as $$
declare
    asset_number int := ledger_asset_v1(asset_code);
    number bigint;
    terms record;
begin
    select account_id into number from ledger_account_name where code = account_code;
    if number is null then
        insert into ledger_account_name (code, account_id)
        values (account_code, nextval('ledger_account_number') * 1000000 + asset_number)
        on conflict (code) do nothing returning account_id into number;
        if number is not null then
            insert into ledger_account (id, is_debit_normal, limit_units)
            values (number, debit_normal, limit_at);
            return number;
        end if;
        select account_id into strict number from ledger_account_name where code = account_code;
    end if;
    select is_debit_normal, limit_units into strict terms from ledger_account where id = number;
    if number % 1000000 <> asset_number or terms.is_debit_normal <> debit_normal
            or terms.limit_units is distinct from limit_at then
        raise exception 'account % has other terms', account_code using errcode = 'AM002';
    end if;
    return number;
end $$;

-- Numbers for transfers and holds, rising, from one sequence whose values are 1000 apart: one call
-- takes a block. Near-sorted keys keep inserts at the right-hand end of the index.
create function ledger_ids_v1(count int) returns bigint[]
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
    if count not between 1 and 8000 then
        raise exception 'ask for 1 to 8000 numbers, not %', count using errcode = '22023';
    end if;
    return array(
        select block + step from (
            select nextval('ledger_item_number') as block from generate_series(1, (count + 999) / 1000)
        ) taken cross join generate_series(0, 999) as step
        order by 1 limit count
    );
end $$;

-- A batch is well formed when every array has one entry per item, or none where that is allowed.
create function ledger_check_batch_v1(n int, full_lengths int[], open_lengths int[]) returns void
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
begin
    if n > 8000 then
        raise exception 'a batch has at most 8000 items, not %', n using errcode = '22023';
    end if;
    if n <> all (full_lengths) or exists (
        select 1 from unnest(open_lengths) as length where length not in (0, n)
    ) then
        raise exception 'the arrays of a batch have different lengths' using errcode = '22023';
    end if;
end $$;

-- For each item the position of its group's first member. Equal neighbours are one group.
create function ledger_heads_v1(groups int[]) returns smallint[]
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(head::smallint order by o), '{}') from (
        select o, max(case when is_first then o end) over (order by o) as head from (
            select o, g is null or g is distinct from lag(g) over (order by o) as is_first
            from unnest(groups) with ordinality as x(g, o)
        ) marked
    ) counted
$$;

-- Where a number stands in a rising array, null when it is not there. A binary search: joining two
-- arrays would compare each item with each other one. Inlined, so it costs no call.
create function ledger_spot_v1(rising bigint[], number bigint) returns int
language sql immutable
return case when rising[width_bucket(number, rising)] = number
    then width_bucket(number, rising) end;

-- Decide a batch item by item, group by group, in order; the exact paths call it with the accounts
-- locked. `known`: answers of items stored earlier, null for new ones. `flaws`: 4 where an account
-- is missing. `frees`: free units per account, null without a limit. `signs`: 1 for credit-normal
-- accounts, -1 for debit-normal ones. Spots index frees and signs; a null spot has no effect.
create function ledger_judge_v1(
    known smallint[], flaws smallint[], heads smallint[], amounts bigint[],
    debit_spots int[], credit_spots int[], frees bigint[], signs bigint[]
) returns smallint[]
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
declare
    answers smallint[] := known;
    n int := cardinality(heads);
    first int := 1;
    last int;
    failed int;
    fresh int;
    d int;
    c int;
begin
    while first <= n loop
        last := first;
        fresh := 0;
        loop
            if known[last] is null then fresh := fresh + 1; end if;
            exit when last = n or heads[last + 1] <> heads[first];
            last := last + 1;
        end loop;
        failed := 0;
        if fresh > 0 and fresh < last - first + 1 then
            failed := -1;  -- Partly stored: what was decided stays, the rest came too late.
        elsif fresh > 0 then
            for j in first..last loop
                answers[j] := flaws[j];
                if answers[j] = 0 then
                    d := debit_spots[j];
                    c := credit_spots[j];
                    if d is not null then frees[d] := frees[d] - signs[d] * amounts[j]; end if;
                    if c is not null then frees[c] := frees[c] + signs[c] * amounts[j]; end if;
                    if frees[d] < 0 or frees[c] < 0 then answers[j] := 3; end if;
                end if;
                if answers[j] <> 0 then
                    failed := j;
                    exit;
                end if;
            end loop;
        end if;
        if failed <> 0 then
            for j in first..last loop  -- Give back what the group took.
                if failed > 0 and (j < failed or (j = failed and answers[j] = 3)) then
                    d := debit_spots[j];
                    c := credit_spots[j];
                    if d is not null then frees[d] := frees[d] + signs[d] * amounts[j]; end if;
                    if c is not null then frees[c] := frees[c] - signs[c] * amounts[j]; end if;
                end if;
                if known[j] is null and j <> failed then answers[j] := 6; end if;
            end loop;
        end if;
        first := last + 1;
    end loop;
    return answers;
end $$;

-- Digests: what a batch wrote, column by column, in order of place.
create function ledger_transfer_digest_v1(
    ids bigint[], debits bigint[], credits bigint[], amounts bigint[], kinds text[], answers smallint[]
) returns bytea
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
    select sha256(array_send(ids) || array_send(debits) || array_send(credits)
        || array_send(amounts) || array_send(kinds) || array_send(answers))
$$;

create function ledger_hold_digest_v1(
    ids bigint[], debits bigint[], credits bigint[], returns bigint[], parties bigint[],
    amounts bigint[], dues timestamptz[], answers smallint[]
) returns bytea
language sql stable
set search_path = pg_catalog, pg_temp
as $$
    select sha256(array_send(ids) || array_send(debits) || array_send(credits)
        || array_send(returns) || array_send(parties) || array_send(amounts)
        || array_send(dues) || array_send(answers))
$$;

create function ledger_step_digest_v1(
    holds bigint[], turns smallint[], kinds smallint[], pays bigint[], fees bigint[]
) returns bytea
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
    select sha256(array_send(holds) || array_send(turns) || array_send(kinds)
        || array_send(pays) || array_send(fees))
$$;
