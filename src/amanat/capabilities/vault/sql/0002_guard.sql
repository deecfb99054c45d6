create trigger secret_moves before insert or update of state on vault_secret
for each row execute function log_check_move_v1('secret');

-- What was sealed changes only while it is sealed; what was revealed or destroyed stays as it is.
create function vault_refuse_change_v1() returns trigger language plpgsql as $$
begin
    if (new.subject, new.seller_id, new.buyer_id) is distinct from
        (old.subject, old.seller_id, old.buyer_id)
        or (old.state <> 'sealed' and
            (new.content, new.salt, new.commitment, new.fingerprint, new.sealed_at, new.revealed_at)
            is distinct from
            (old.content, old.salt, old.commitment, old.fingerprint, old.sealed_at, old.revealed_at))
    then
        raise exception 'what was opened or destroyed is not sealed again' using errcode = 'AM012';
    end if;
    return new;
end $$;

create trigger secret_stays before update on vault_secret
for each row execute function vault_refuse_change_v1();

create function vault_refuse_loss_v1() returns trigger language plpgsql as $$
begin
    raise exception 'what the vault has noted stays' using errcode = 'AM012';
end $$;

create trigger secrets_are_not_deleted before delete on vault_secret
for each row execute function vault_refuse_loss_v1();
create trigger repeats_stay before update or delete on vault_repeat
for each row execute function vault_refuse_loss_v1();
