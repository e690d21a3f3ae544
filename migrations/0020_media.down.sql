delete from outbox where channel = 'media';
alter table outbox drop constraint outbox_channel_known;
alter table outbox add constraint outbox_channel_known check (channel in ('whatsapp', 'razorpay', 'timer'));
drop table media;
