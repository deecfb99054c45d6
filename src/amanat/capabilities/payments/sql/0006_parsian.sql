-- Parsian's order numbers, unique for ever at our terminal. They start at the second of this
-- migration, so that a new database at an old terminal does not repeat old numbers.
create sequence payments_order_parsian;
select setval('payments_order_parsian', extract(epoch from clock_timestamp())::bigint);
