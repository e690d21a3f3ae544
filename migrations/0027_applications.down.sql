drop table application;
-- A program before this one cannot read what somebody of an application asked or was told.
delete from inbox where key_kind = 'person' and event like '%"application"%';
