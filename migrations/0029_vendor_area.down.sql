alter table vendor
    drop column reach_metres,
    drop column closed_weekdays,
    drop column closed_days;
