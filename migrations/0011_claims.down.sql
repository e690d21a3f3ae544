drop table claim;
