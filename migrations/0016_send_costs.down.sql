-- An event that only this schema knows.
delete from inbox where key_kind = 'person' and event = '"cart_waits"';
drop table conversation_timer;
drop table send_cost;
drop index delivery_by_order;
alter table delivery
    drop column order_id,
    drop column phone_number_id,
    drop column price_kind,
    drop column milli_paise,
    drop column priced_on;
drop table send_price;
