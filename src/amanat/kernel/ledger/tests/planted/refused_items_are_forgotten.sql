-- A refused transfer leaves no row, so asking again may be answered otherwise.
select pg_temp.plant('ledger_post_exact_v1', $$where was is null order by i;$$, $$where was is null and r = 0 order by i;$$);
