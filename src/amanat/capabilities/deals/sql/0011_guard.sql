create trigger claim_moves before insert or update of state on deals_claim
for each row execute function log_check_move_v1('claim');

create trigger claim_words_stay before update or delete on deals_claimword
for each row execute function deals_refuse_change_v1();
create trigger packings_stay before update or delete on deals_packing
for each row execute function deals_refuse_change_v1();
