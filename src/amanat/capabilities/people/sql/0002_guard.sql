create trigger bank_account_moves before insert or update of state on people_bankaccount
for each row execute function log_check_move_v1('bank_account');

create trigger identity_reading_append_only
before update or delete or truncate on people_identityreading
for each statement execute function log_refuse_change_v1();
