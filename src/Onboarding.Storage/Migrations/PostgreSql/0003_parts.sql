-- What many states share, such as the plan that all customers of a tier follow, is kept once: a state is rewritten with
-- each event, and that was most of it. A state written before this holds it itself.

create table parts (
  workspace text collate "C" not null,
  hash      text collate "C" not null,
  content   text collate "C" not null,
  primary key (workspace, hash)
);

alter table aggregates add column part text collate "C";

select hub_keeps_workspaces_apart('parts');
