delete from inbox where key_kind = 'books';
alter table inbox
    drop constraint inbox_key_kind_known,
    add constraint inbox_key_kind_known check (key_kind in ('person', 'order'));
-- Timers and calls of the books, which nobody would understand.
delete from outbox where lane in
    ('0b00c500-0000-8000-8000-000000000000', '0b00c500-0000-8000-8000-000000000001');
drop table reconciliation_difference;
drop table reconciliation;
drop table settlement;
drop table settlement_row;
drop table dispute;
drop table remittance;
-- Postings without an order have no place in the old form.
alter table ledger_entry disable trigger ledger_entry_append_only;
alter table ledger_posting disable trigger ledger_posting_append_only;
delete from ledger_entry where posting_id in (select id from ledger_posting where order_id is null);
delete from ledger_posting where order_id is null;
alter table ledger_entry enable trigger ledger_entry_append_only;
alter table ledger_posting enable trigger ledger_posting_append_only;
drop index ledger_posting_once_without_order;
alter table ledger_posting alter column order_id set not null;
alter table vendor
    drop constraint vendor_pan_form,
    drop column pan;
drop table fee_rate;
