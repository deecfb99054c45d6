-- ZarinPal's order numbers: ours alone, for its list of sales and for ours. They start at the
-- second of this migration, as those of the other gateways do.
create sequence payments_order_zarinpal;
select setval('payments_order_zarinpal', extract(epoch from clock_timestamp())::bigint);
