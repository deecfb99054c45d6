-- For tests only, in a schema of its own: what a cast wrote is read once and laid down again.
create schema kept;

-- The tables of the house.
create function kept.tables() returns oid[] language sql stable as $$
    select array_agg(oid order by oid) from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace
$$;

-- How much this transaction wrote into these tables so far.
create function kept.writes(tables oid[]) returns bigint language sql as $$
    select sum(pg_stat_get_xact_tuples_inserted(t.id) + pg_stat_get_xact_tuples_updated(t.id)
               + pg_stat_get_xact_tuples_deleted(t.id))::bigint
    from unnest(tables) t(id)
$$;

-- How much it took away.
create function kept.deleted(tables oid[]) returns bigint language sql as $$
    select sum(pg_stat_get_xact_tuples_deleted(t.id))::bigint from unnest(tables) t(id)
$$;

-- In which of them it changed rows.
create function kept.updated(tables oid[]) returns text[] language sql as $$
    select coalesce(array_agg(t.id::regclass::text), '{}') from unnest(tables) t(id)
    where pg_stat_get_xact_tuples_updated(t.id) > 0
$$;

-- Every row that was written since `since`, by table, of those that this transaction wrote to.
create function kept.written(since bigint, tables oid[]) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    one regclass;
    found jsonb;
    all_rows jsonb := '{}';
begin
    for one in select t.id from unnest(tables) t(id)
               where pg_stat_get_xact_tuples_inserted(t.id)
                     + pg_stat_get_xact_tuples_updated(t.id) > 0 loop
        execute format('select jsonb_agg(to_jsonb(x)) from %s x where x.xmin::text::bigint >= $1', one)
            into found using since;
        if found is not null then
            all_rows := all_rows || jsonb_build_object(one::text, found);
        end if;
    end loop;
    return all_rows;
end $$;

create function kept.key(one regclass) returns text language sql stable as $$
    select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
    join pg_index on indrelid = attrelid and indisprimary and attnum = any (indkey)
    where attrelid = one
$$;

-- Of these rows, those that stand in the tables now under the same key.
create function kept.standing(rows jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    one text;
    found jsonb;
    all_rows jsonb := '{}';
begin
    for one in select jsonb_object_keys(rows) loop
        continue when kept.key(one::regclass) is null;
        execute format(
            'select jsonb_agg(to_jsonb(x)) from %1$s x
             join jsonb_populate_recordset(null::%1$s, $1) y using (%2$s)', one, kept.key(one::regclass)
        ) into found using rows -> one;
        if found is not null then
            all_rows := all_rows || jsonb_build_object(one, found);
        end if;
    end loop;
    return all_rows;
end $$;

-- Rows under the same key, before and after.
create function kept.pairs(before jsonb, after jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    one text;
    found jsonb;
    all_rows jsonb := '{}';
begin
    for one in select jsonb_object_keys(before) intersect select jsonb_object_keys(after) loop
        continue when kept.key(one::regclass) is null;
        execute format(
            'select jsonb_agg(jsonb_build_array(to_jsonb(x), to_jsonb(y)))
             from jsonb_populate_recordset(null::%1$s, $1) x
             join jsonb_populate_recordset(null::%1$s, $2) y using (%2$s)', one, kept.key(one::regclass)
        ) into found using before -> one, after -> one;
        if found is not null then
            all_rows := all_rows || jsonb_build_object(one, found);
        end if;
    end loop;
    return all_rows;
end $$;

-- Lay down new rows, and change those that still stand as they stood; no trigger looks again.
create function kept.lay(rows jsonb, changed jsonb) returns void
language plpgsql security definer
set search_path = public, pg_temp set session_replication_role = replica as $$
declare
    one text;
    pair jsonb;
    columns text;
    done bigint;
begin
    for one in select jsonb_object_keys(rows) loop
        select string_agg(quote_ident(attname), ', ') into columns from pg_attribute
        where attrelid = one::regclass and attnum > 0 and not attisdropped and attgenerated = '';
        execute format(
            'insert into %1$s (%2$s) overriding system value
             select %2$s from jsonb_populate_recordset(null::%1$s, $1)', one, columns
        ) using rows -> one;
    end loop;
    for one in select jsonb_object_keys(changed) loop
        select string_agg(quote_ident(attname), ', ') into columns from pg_attribute
        where attrelid = one::regclass and attnum > 0 and not attisdropped
              and attgenerated = '' and attidentity <> 'a';
        for pair in select jsonb_array_elements(changed -> one) loop
            execute format(
                'update %1$s x set (%2$s) = (select %2$s from jsonb_populate_record(null::%1$s, $2))
                 from jsonb_populate_record(null::%1$s, $1) y
                 where (%3$s) and to_jsonb(x) = $1',
                one, columns,
                (select string_agg(format('x.%1$s = y.%1$s', trim(part)), ' and ')
                 from string_to_table(kept.key(one::regclass), ',') part)
            ) using pair -> 0, pair -> 1;
            get diagnostics done = row_count;
            if done <> 1 then
                raise exception 'kept: % does not stand as it stood', one;
            end if;
        end loop;
    end loop;
end $$;

grant usage on schema kept to public;
