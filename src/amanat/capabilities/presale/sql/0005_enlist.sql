create trigger campaign_moves before insert or update of state on presale_campaign
for each row execute function log_check_move_v1('campaign');
create trigger offer_moves before insert or update of state on presale_presaleoffer
for each row execute function log_check_move_v1('presale_offer');

-- Who enlisted for a draw. Light rows: one insert each, two keys, no fact of the log. The root of
-- all of them is logged when the list is fixed. `mark` is the blind index of a national id.
create table presale_enlistment (
    campaign_id bigint not null,
    ticket text collate "C" not null check (ticket ~ '^[0-9A-Z]{12}$'),
    mark text collate "C" not null check (length(mark) between 1 and 64),
    person_id bigint not null,
    "group" smallint not null check ("group" between 1 and 9),
    choice smallint not null default 0,
    price_n smallint not null,
    at timestamptz not null,
    constraint one_enlistment_of_a_ticket primary key (campaign_id, ticket) include ("group"),
    constraint one_enlistment_of_a_national_id unique (mark, campaign_id)
);
create trigger append_only before update or delete or truncate on presale_enlistment
    for each statement execute function ledger_refuse_change_v1();

-- The lock, secret and result of a draw are written once.
create function presale_keep_draw_v1() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
    if old.root is distinct from new.root and old.root is not null
        or old.seed is distinct from new.seed and old.seed is not null
        or old.head is distinct from new.head and old.head is not null then
        raise exception 'what was fixed for the draw of campaign % stands', old.id
            using errcode = 'AM021';
    end if;
    return new;
end $$;
create trigger keeps_its_draw before update on presale_campaign
    for each row execute function presale_keep_draw_v1();

create function presale_keep_secret_v1() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
    if old.lock is distinct from new.lock and old.lock is not null
        or old.secret is distinct from new.secret and old.secret is not null then
        raise exception 'a locked secret of campaign % stands', old.campaign_id
            using errcode = 'AM021';
    end if;
    return new;
end $$;
create trigger keeps_its_secret before update on presale_secretholder
    for each row execute function presale_keep_secret_v1();

-- Enlist many at once. Out, in order: 0 enlisted now, -1 no such campaign, -2 not open now,
-- -5 this national id enlisted before, -6 this ticket is somebody's (take another).
-- The transaction has its number before the campaign is read: so whoever saw it open is older than
-- the horizon that is written down after the close, and the list waits until all of those ended.
create function presale_enlist_v1(
    campaign bigint, tickets text[], marks text[], people bigint[], groups smallint[],
    choices smallint[]
) returns smallint[]
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off
as $$
declare
    moment timestamptz := clock_now_v1();
    line presale_campaign;
begin
    perform pg_current_xact_id();
    select * into line from presale_campaign where id = campaign and kind = 'lottery';
    if not found then
        return array_fill(-1::smallint, array[cardinality(tickets)]);
    end if;
    if line.state <> 'open' or moment < line.opens_at or moment >= line.closes_at then
        return array_fill(-2::smallint, array[cardinality(tickets)]);
    end if;
    insert into presale_enlistment
        (campaign_id, ticket, mark, person_id, "group", choice, price_n, at)
    select campaign, t, m, p, g, c, line.price_n, moment
    from unnest(tickets, marks, people, groups, choices) as x(t, m, p, g, c)
    order by m, t
    on conflict do nothing;
    return array(
        select case when e.ticket = x.t then 0 when e.ticket is null then -6 else -5 end::smallint
        from unnest(tickets, marks) with ordinality as x(t, m, o)
        left join presale_enlistment e on e.mark = x.m and e.campaign_id = campaign
        order by x.o);
end $$;

-- The next lines of the ticket file behind `after`, in one text: `ticket group`, in rising order.
create function presale_lines_v1(campaign bigint, after text, most int)
returns table (lines text, last text)
language sql stable
set search_path = pg_catalog, public, pg_temp
set enable_seqscan = off set jit = off
as $$
    select string_agg(ticket || ' ' || "group", E'\n' order by ticket), max(ticket)
    from (
        select ticket, "group" from presale_enlistment
        where campaign_id = campaign and ticket > after collate "C"
        order by ticket limit most
    ) next
$$;
