-- Grows with every change that somebody makes to a listing, never with what orders hold or take of it: a vendor's undo
-- names the change that it takes back, and is refused when another has followed.
alter table listing add column revision bigint not null default 0;
