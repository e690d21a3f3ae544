-- The check character is the program's to see; what cannot be a GSTIN at all is nobody's.
alter table vendor
    add constraint vendor_gstin_form check (gstin ~ '^[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][0-9A-Z]{3}$');
