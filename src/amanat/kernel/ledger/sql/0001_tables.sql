-- The ledger's rows. New rows carry state; only ledger_account is ever updated, once per batch.
--
-- An account's number ends in six digits that name its asset: 17000001 is an account of asset 1.
-- So "both sides are of one asset" is arithmetic on the numbers, checked by a constraint on the
-- row itself, without looking anything up. The account that earns the fees of an asset is its
-- first one: 1000000 + asset.

create table ledger_asset (
    id int primary key check (id between 1 and 999999),
    code text not null unique check (length(code) between 1 and 32)
);

create table ledger_account (
    id bigint primary key check (id > 1000000),
    is_debit_normal boolean not null,
    pending_debit_units bigint not null default 0,
    posted_debit_units bigint not null default 0,
    posted_credit_units bigint not null default 0,
    limit_units bigint,
    constraint limit_is_natural check (limit_units >= 0),
    constraint counters_are_natural check (
        pending_debit_units >= 0 and posted_debit_units >= 0 and posted_credit_units >= 0),
    constraint over_limit check (limit_units is null or case when is_debit_normal
        then posted_credit_units <= posted_debit_units + limit_units
        else posted_debit_units + pending_debit_units <= posted_credit_units + limit_units end)
) with (fillfactor = 50);

create table ledger_account_name (
    code text primary key check (length(code) between 1 and 120),
    account_id bigint not null unique references ledger_account deferrable initially deferred
);

create sequence ledger_account_number start 2;
create sequence ledger_batch_number;
create sequence ledger_item_number increment 1000;  -- Transfers and holds share it; see ledger_ids_v1.

-- One row for each call of a batch function. `digest` covers the rows the call wrote, in order.
create table ledger_batch (
    id bigint primary key,
    kind smallint not null check (kind between 1 and 3),  -- 1 transfers, 2 holds, 3 steps
    n int not null check (n between 0 and 8000),
    digest bytea not null,
    xid xid8 not null default pg_current_xact_id(),
    at timestamptz not null default now()
);
create index ledger_batch_in_commit_order on ledger_batch (xid, id);

-- `place` = batch × 8192 + position in the call: where the row stands in the batch's digest and in
-- the order of the book. `head` = position of the first member of its linked group.
create table ledger_transfer (
    id bigint primary key,
    debit_id bigint not null,
    credit_id bigint not null,
    amount_units bigint not null check (amount_units between 1 and 1000000000000000),
    place bigint not null,
    at timestamptz not null,
    head smallint not null,
    result smallint not null check (result in (0, 3, 4, 6)),
    kind text not null check (length(kind) <= 32),
    constraint two_accounts check (debit_id <> credit_id),
    constraint one_asset check (result <> 0 or debit_id % 1000000 = credit_id % 1000000)
);
create index ledger_transfer_place on ledger_transfer
    using brin (place) with (autosummarize = on, pages_per_range = 16);

create table ledger_hold (
    id bigint primary key,
    debit_id bigint not null,
    credit_id bigint not null,
    return_id bigint,
    party_id bigint not null,
    amount_units bigint not null check (amount_units between 1 and 1000000000000000),
    due_at timestamptz,
    place bigint not null,
    at timestamptz not null,
    head smallint not null,
    result smallint not null check (result in (0, 3, 4, 6)),
    constraint two_accounts check (debit_id <> credit_id),
    constraint one_asset check (result <> 0 or (debit_id % 1000000 = credit_id % 1000000
        and (return_id is null or debit_id % 1000000 = return_id % 1000000)))
);
create index ledger_hold_place on ledger_hold
    using brin (place) with (autosummarize = on, pages_per_range = 16);
create index ledger_hold_due on ledger_hold (due_at) where due_at is not null;

-- kind: 1 release, 2 refund, 3 split, 4 expire, 5 freeze, 6 unfreeze. The first four are final.
create table ledger_step (
    hold_id bigint not null,
    turn smallint not null check (turn >= 1),
    kind smallint not null check (kind between 1 and 6),
    paid_units bigint not null check (paid_units >= 0),
    fee_units bigint not null check (fee_units >= 0),
    place bigint not null,
    at timestamptz not null,
    primary key (hold_id, turn),
    constraint only_release_and_split_pay check (kind in (1, 3) or (paid_units = 0 and fee_units = 0))
);
create index ledger_step_place on ledger_step
    using brin (place) with (autosummarize = on, pages_per_range = 16);

-- One accepted linked group of the single verbs: its key, what it said, and who said it.
create table ledger_group (
    key text primary key check (length(key) between 1 and 255),
    digest bytea not null check (length(digest) = 32),
    by bigint,
    role text not null,
    cause bigint,
    at timestamptz not null default now()
);

create function ledger_refuse_change_v1() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'AM010';
end $$;

create trigger append_only before update or delete or truncate on ledger_asset
    for each statement execute function ledger_refuse_change_v1();
create trigger append_only before update or delete or truncate on ledger_account_name
    for each statement execute function ledger_refuse_change_v1();
create trigger append_only before update or delete or truncate on ledger_batch
    for each statement execute function ledger_refuse_change_v1();
create trigger append_only before update or delete or truncate on ledger_transfer
    for each statement execute function ledger_refuse_change_v1();
create trigger append_only before update or delete or truncate on ledger_hold
    for each statement execute function ledger_refuse_change_v1();
create trigger append_only before update or delete or truncate on ledger_step
    for each statement execute function ledger_refuse_change_v1();
create trigger append_only before update or delete or truncate on ledger_group
    for each statement execute function ledger_refuse_change_v1();
create trigger stays_open before delete or truncate on ledger_account
    for each statement execute function ledger_refuse_change_v1();
create trigger keeps_its_terms
    before update of id, is_debit_normal, limit_units on ledger_account
    for each statement execute function ledger_refuse_change_v1();
