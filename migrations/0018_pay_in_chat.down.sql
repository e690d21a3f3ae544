-- Events that only this schema's program knows.
delete from inbox where key_kind = 'order' and event like '{"event":"bill_%';
drop table payment_configuration;
