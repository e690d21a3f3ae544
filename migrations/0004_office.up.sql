-- Who of us wrote a message to a person: null for the program, and for what people wrote to us.
alter table message
    add column said_by text,
    add constraint message_said_by_known check (said_by is null or (said_by = 'office' and direction = 'out'));
