-- Every node keeps the places in memory, beside the catalogue, and follows the same version. For each row, so that a statement that
-- changes none does not make all of them read again.
create trigger zone_changes_catalogue after insert or delete or update of active on zone
    for each row execute function catalogue_changed();
create trigger locality_changes_catalogue after insert or update or delete on locality
    for each row execute function catalogue_changed();
