-- What many states share, such as the plan that all customers of a tier follow, is kept once: a state is rewritten with
-- each event, and that was most of it. A state written before this holds it itself.

create table parts (
  workspace text not null,
  hash      text not null,
  content   text not null,
  primary key (workspace, hash)
) strict;

alter table aggregates add column part text;
