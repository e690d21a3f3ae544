alter table message drop column said_by;
