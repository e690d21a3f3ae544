-- A picture of what is sold, shown when a buyer is asked how much of it. Only where it is: WhatsApp fetches it (JPEG or PNG).
alter table sku
    add column photo_url text,
    add constraint sku_photo_url_sane
        check (photo_url ~ '^https://[^[:space:]]+$' and length(photo_url) <= 2048);
