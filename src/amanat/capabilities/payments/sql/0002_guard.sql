-- States move only along the machines' rows; words exchanged with banks are kept for good.

create trigger payment_moves before insert or update of state on payments_payment
for each row execute function log_check_move_v1('payment');
create trigger attempt_moves before insert or update of state on payments_attempt
for each row execute function log_check_move_v1('attempt');
create trigger refund_moves before insert or update of state on payments_refund
for each row execute function log_check_move_v1('refund');
create trigger payout_moves before insert or update of state on payments_payout
for each row execute function log_check_move_v1('payout');
create trigger batch_moves before insert or update of state on payments_batch
for each row execute function log_check_move_v1('batch');

create trigger callback_append_only before update or delete or truncate on payments_callback
for each statement execute function log_refuse_change_v1();
create trigger call_never_deleted before delete or truncate on payments_call
for each statement execute function log_refuse_change_v1();

-- A call is filled in twice and never overwritten: when it is sent, and when it is answered.
create function payments_call_fill_once_v1() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
    if (new.id, new.attempt_id, new.refund_id, new.payout_id, new.batch_id, new.name,
        new.request_id, new.intended_at)
       is distinct from
       (old.id, old.attempt_id, old.refund_id, old.payout_id, old.batch_id, old.name,
        old.request_id, old.intended_at)
       or (old.sent_at is not null and new.sent_at is distinct from old.sent_at)
       or (old.answered_at is not null and
           (new.answered_at, new.kind, new.code, new.raw)
           is distinct from (old.answered_at, old.kind, old.code, old.raw))
    then
        raise exception 'a call to a bank is not rewritten' using errcode = 'AM010';
    end if;
    return new;
end $$;
create trigger call_fill_once before update on payments_call
for each row execute function payments_call_fill_once_v1();

-- The content of a file to the bank is frozen when it is first sent.
create function payments_batch_freeze_v1() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
    if new.file_name <> old.file_name or (old.body <> '' and
       (new.body, new.digest) is distinct from (old.body, old.digest))
    then
        raise exception 'a file to the bank is not rewritten' using errcode = 'AM010';
    end if;
    return new;
end $$;
create trigger batch_freeze before update on payments_batch
for each row execute function payments_batch_freeze_v1();

-- What a payout is never changes after it was set aside: whose, how much, under which id.
create function payments_payout_freeze_v1() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
    if (new.person_id, new.units, new.key, new.end_to_end_id, new.reserve_id)
       is distinct from (old.person_id, old.units, old.key, old.end_to_end_id, old.reserve_id)
       or (old.state not in ('queued', 'needs_account', 'awaiting_approval')
           and new.sheba <> old.sheba)
    then
        raise exception 'a payout is not rewritten' using errcode = 'AM010';
    end if;
    return new;
end $$;
create trigger payout_freeze before update on payments_payout
for each row execute function payments_payout_freeze_v1();

-- Order numbers at the banks: one sequence for each terminal, never reused. They start at the
-- second of installation, so that a new database at an old terminal does not repeat old numbers.
create sequence payments_order_mellat;
select setval('payments_order_mellat', extract(epoch from clock_timestamp())::bigint);

create function payments_next_order_v1(gateway text) returns bigint language sql
set search_path = pg_catalog, public, pg_temp as $$
    select nextval(('public.payments_order_' || gateway)::regclass);
$$;
