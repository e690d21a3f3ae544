-- How the buyer found what was delivered: written with the aggregate, for queries.
alter table orders
    add column rating text,
    add constraint orders_rating_known check (rating is null or rating in ('good', 'bad'));
