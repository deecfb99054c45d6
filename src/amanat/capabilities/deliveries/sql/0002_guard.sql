create trigger delivery_moves before insert or update of state on deliveries_delivery
for each row execute function log_check_move_v1('delivery');

create trigger delivery_sheet_moves before insert or update of state on deliveries_sheet
for each row execute function log_check_move_v1('delivery_sheet');

create trigger late_complaint_moves before insert or update of state on deliveries_latecomplaint
for each row execute function log_check_move_v1('late_complaint');
