alter table setting add column note varchar;
