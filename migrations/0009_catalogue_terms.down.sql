drop table stock_import_line;
drop table stock_import;
alter table listing drop column low_fixed_milli;
alter table sku drop column made_at;

-- The rate of the last day that has begun; of a thing whose first day is still to come, that one.
alter table sku add column hsn text, add column gst_rate smallint;
update sku
set (hsn, gst_rate) = (
    select hsn, gst_rate
    from sku_tax
    where sku_id = sku.id
    order by from_on > (now() at time zone 'Asia/Kolkata')::date, abs(from_on - (now() at time zone 'Asia/Kolkata')::date)
    limit 1
);
alter table sku alter column hsn set not null, alter column gst_rate set not null;
alter table sku drop constraint sku_numbers_sane;
alter table sku
    add constraint sku_numbers_sane check (minimum_milli > 0 and step_milli > 0 and gst_rate >= 0);

alter table listing add column gst_rate smallint;
update listing
set gst_rate = coalesce(
    (
        select gst_rate
        from listing_tax
        where listing_id = listing.id and from_on <= (now() at time zone 'Asia/Kolkata')::date
        order by from_on desc
        limit 1
    ),
    (select gst_rate from sku where sku.id = listing.sku_id)
);
alter table listing alter column gst_rate set not null;

drop table listing_tax;
drop table sku_tax;
