-- Platform time: the database's clock, moved ahead only in a sandbox. The one clock that decides.
create function clock_now_v1() returns timestamptz
language sql stable parallel safe
set search_path = pg_catalog, public, pg_temp
as $$
    select clock_timestamp() + coalesce((select ahead from public.clock_clocksetting where id = 1), interval '0')
$$;

insert into clock_clocksetting (id, ahead) values (1, interval '0');
