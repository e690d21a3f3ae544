drop trigger locality_changes_catalogue on locality;
drop trigger zone_changes_catalogue on zone;
