drop index offer_by_sent, offer_by_part;
alter table listing drop column counted_at;
alter table part drop column due_time, drop column delivered_at;
