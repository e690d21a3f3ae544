alter table listing drop column low_told, drop column low_milli, drop column revision;
