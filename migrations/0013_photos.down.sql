alter table sku drop column photo_url;
