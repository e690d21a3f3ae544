alter table listing drop column revision;
