-- An aggregate is looked up by its key and listed by its title. Until PostgreSQL had counted the table, it held both
-- indexes for equally good, and with the wrong one it walked a whole kind for each row. An index of the rows whose title is
-- some text, which are all, serves only those who ask for such rows, and only lists do.

drop index aggregates_by_title;
create index aggregates_by_title on aggregates (workspace, kind, title, key) where title >= '';
