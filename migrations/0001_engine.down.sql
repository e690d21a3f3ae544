drop table setting, template_status, housekeeping, dead_letter, send_rate, outbox, delivery, message, turn_log,
    conversation, raw_event, inbox, node, seen, person, installation;
drop sequence message_seq;
