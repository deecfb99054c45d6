create trigger switch_moves before insert or update of state on deals_switch
for each row execute function log_check_move_v1('switch');

-- Which transaction was sent for which deal is never rewritten and never taken away.
create trigger coin_transfers_stay before update or delete on deals_cointransfer
for each row execute function deals_refuse_change_v1();
