create trigger deal_moves before insert or update of state on deals_deal
for each row execute function log_check_move_v1('deal');

-- A version of the terms is signed by its hash: only the moment of agreement is filled in, once.
create function deals_refuse_new_words_v1() returns trigger language plpgsql as $$
begin
    if (new.deal_id, new.number, new.offered_by, new.body, new.sha256, new.at)
        is distinct from (old.deal_id, old.number, old.offered_by, old.body, old.sha256, old.at)
        or old.agreed_at is not null
    then
        raise exception 'terms are never rewritten' using errcode = 'AM012';
    end if;
    return new;
end $$;

create trigger deal_terms_stay before update on deals_termsversion
for each row execute function deals_refuse_new_words_v1();
