-- Grows with every change that somebody makes to a listing, never with what orders hold or take of it: a vendor's undo
-- names the change that it takes back, and is refused when another has followed.
alter table listing add column revision bigint not null default 0;

-- Below so much free stock the vendor is told, once, until it has been above it again. Null: nobody has counted it yet, so
-- nobody knows what is little; labour is booked day by day and has none.
alter table listing
    add column low_milli bigint,
    add column low_told boolean not null default false,
    add constraint listing_low_not_negative check (low_milli >= 0);
