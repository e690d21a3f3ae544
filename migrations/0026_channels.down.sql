delete from outbox where channel in ('email', 'push', 'sms');
alter table outbox drop constraint outbox_channel_known;
alter table outbox add constraint outbox_channel_known check (channel in ('whatsapp', 'razorpay', 'media', 'payouts', 'timer'));
drop table sms_report;
drop table notice;
drop table device;
drop table contact;
