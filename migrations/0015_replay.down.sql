drop table turn_basis;
alter table turn_log drop column seq, drop column facts, drop column state;
drop sequence turn_log_seq;
