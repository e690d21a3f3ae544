-- How far a vendor goes, and when he does not work.
alter table vendor
    -- To the site, as the crow flies; none: as far as the zone allows.
    add column reach_metres int,
    add column closed_weekdays smallint[] not null default '{}',
    add column closed_days date[] not null default '{}',
    add constraint vendor_reach_positive check (reach_metres > 0),
    add constraint vendor_weekdays_known check (closed_weekdays <@ '{1,2,3,4,5,6,7}'::smallint[]);
