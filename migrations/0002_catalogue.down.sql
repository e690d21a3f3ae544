drop table waiting_list, address, catalogue_version, crew_day, listing_price, listing, vendor, sku,
    locality, zone;
drop function catalogue_changed();
