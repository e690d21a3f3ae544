-- What reports ask of parts and listings that stood in documents alone, or nowhere.

alter table part
    -- The time of the day by which it is promised, in the business's time zone: the end of its slot, or the beginning of its
    -- crew's shift.
    add column due_time time,
    add column delivered_at timestamptz;
update part
set delivered_at = posting.at
from ledger_posting as posting
where posting.order_id = part.order_id and posting.cause = 'delivered:' || part.id;

-- When somebody last said how much there is of it; orders that hold or take some of it do not count it.
alter table listing add column counted_at timestamptz;

create index offer_by_sent on offer (sent_at);
create index offer_by_part on offer (part_id);
