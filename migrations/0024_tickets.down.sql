drop table ticket_event;
drop index ticket_by_wait, ticket_by_person, ticket_by_opened;
alter table ticket drop constraint ticket_state_known, drop constraint ticket_satisfaction_known;
update ticket set state = case state when 'waiting' then 'open' when 'solved' then 'closed' else state end;
alter table ticket
    drop column number,
    drop column phone_number_id,
    drop column owner,
    drop column waits_since,
    drop column first_reply_at,
    drop column solved_at,
    drop column closed_at,
    drop column reopened,
    drop column satisfaction_asked_at,
    drop column satisfaction,
    add constraint ticket_state_known check (state in ('open', 'closed'));
create index ticket_open on ticket (opened_at) where state = 'open';
