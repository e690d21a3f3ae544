alter table orders drop column rating;
