drop table invoice;
drop table invoice_series;
alter table person drop column trade_name, drop column gstin;
alter table vendor drop column address, drop column legal_name;
