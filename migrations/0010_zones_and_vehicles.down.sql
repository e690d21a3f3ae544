drop table zone_ring;
drop table zone_price;
drop table zone_closed_day;
drop trigger zone_changes_catalogue on zone;
create trigger zone_changes_catalogue after insert or delete or update of active on zone
    for each row execute function catalogue_changed();
alter table waiting_list drop column tell_at;
alter table zone
    drop constraint zone_weekdays_known,
    drop constraint zone_hours_in_order,
    drop column closed_weekdays,
    drop column closes,
    drop column opens;
update sku set attrs = attrs - 'cft' where attrs ? 'cft';
alter table address drop column lane;
alter table zone
    drop constraint zone_load_charges_sane,
    drop column delivery_vehicles_per_mille,
    drop column delivery_per_tonne_paise;
drop table vehicle;
