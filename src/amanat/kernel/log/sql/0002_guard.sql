-- Facts and leaves are appended, never changed; states move only along a machine's rows.

create function log_refuse_change_v1() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'AM010';
end $$;

create trigger log_entry_append_only before update or delete or truncate on log_entry
for each statement execute function log_refuse_change_v1();

create trigger log_leaf_append_only before update or delete or truncate on log_leaf
for each statement execute function log_refuse_change_v1();

-- Attached to each table of things:
--   create trigger deal_moves before insert or update of state on deals_deal
--   for each row execute function log_check_move_v1('deal');
create function log_check_move_v1() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare was text := '';
begin
    if tg_op = 'UPDATE' then
        was := old.state;
        if new.state is not distinct from was then return new; end if;
    end if;
    if not exists (
        select 1 from public.log_allowedmove m
        where m.machine = tg_argv[0] and m.old = was and m.new = new.state
    ) then
        raise exception 'no move of % from "%" to "%"', tg_argv[0], was, new.state
            using errcode = 'AM011';
    end if;
    return new;
end $$;
