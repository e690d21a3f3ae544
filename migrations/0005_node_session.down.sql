alter table node drop column taken_over;
drop table node_session;
