create trigger trade_stop_moves before insert or update of state on market_tradestop
for each row execute function log_check_move_v1('trade_stop');

-- A day that is over is never written again; today's row is, until it is over.
create function market_keep_final_v1() returns trigger language plpgsql as $$
begin
    if old.is_final then
        raise exception 'figures of a day that is over stay' using errcode = 'AM012';
    end if;
    return new;
end $$;

create trigger final_days_stay before update or delete on market_day
for each row execute function market_keep_final_v1();

create trigger stopped_append_only before update or delete or truncate on market_stopped
for each statement execute function log_refuse_change_v1();
