drop table flow_status;
