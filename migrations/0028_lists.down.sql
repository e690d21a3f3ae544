drop table list_repeat;
drop table saved_list;
-- A program before this one cannot read that a list comes round.
delete from inbox where key_kind = 'person' and event like '%"repeat_due"%';
