alter table vendor drop constraint vendor_gstin_form;
