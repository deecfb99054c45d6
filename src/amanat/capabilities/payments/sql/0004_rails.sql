-- Who signed a large payout, and what exactly, is kept for good.

create trigger signature_append_only before update or delete or truncate on payments_signature
for each statement execute function log_refuse_change_v1();
