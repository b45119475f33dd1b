-- What the hub and the platforms agreed on (links, checkpoints), and how the passes over them went.

create table links (
  workspace    text collate "C" not null,
  connection   text collate "C" not null,
  stream       text collate "C" not null,
  resource_key text collate "C" not null,
  external_id  text collate "C",
  state        text collate "C" not null,
  base         text collate "C" not null,
  altered      text collate "C" not null,
  dirty        bigint not null,
  modified_at  bigint,
  primary key (workspace, connection, stream, resource_key)
);

create unique index links_by_external_id on links (workspace, connection, stream, external_id)
  where external_id is not null;
create index links_by_resource on links (workspace, connection, resource_key);
create index links_unsettled on links (workspace, connection, resource_key) where dirty = 1 or state = 'intended';

create table checkpoints (
  workspace  text collate "C" not null,
  connection text collate "C" not null,
  stream     text collate "C" not null,
  cursor     text collate "C" not null,
  saved_at   bigint not null,
  primary key (workspace, connection, stream)
);

create table sync_runs (
  workspace      text collate "C" not null,
  id             text collate "C" not null,
  connection     text collate "C" not null,
  state          text collate "C" not null,
  started_by     text collate "C" not null,
  started_at     bigint not null,
  ended_at       bigint,
  records_read   text collate "C" not null,
  records_applied text collate "C"not null,
  records_written text collate "C"not null,
  dead_letters   bigint not null,
  calls          bigint not null,
  failure        text collate "C",
  primary key (workspace, id)
);

create index sync_runs_by_start on sync_runs (workspace, started_at, id);
create index sync_runs_running on sync_runs (workspace, id) where state = 'running';

create table dead_letters (
  workspace  text collate "C" not null,
  id         text collate "C" not null,
  connection text collate "C" not null,
  stream     text collate "C" not null,
  record_key text collate "C" not null,
  outbound   bigint not null,
  record     text collate "C" not null,
  reason     text collate "C" not null,
  attempts   bigint not null,
  state      text collate "C" not null,
  failed_at  bigint not null,
  primary key (workspace, id)
);

create index dead_letters_by_connection on dead_letters (workspace, connection, state, failed_at, id);
create index dead_letters_by_failure on dead_letters (workspace, failed_at, id);

create table conflicts (
  workspace    text collate "C" not null,
  id           text collate "C" not null,
  connection   text collate "C" not null,
  stream       text collate "C" not null,
  resource_key text collate "C" not null,
  field        text collate "C" not null,
  kept         text collate "C" not null,
  lost         text collate "C" not null,
  kept_from    text collate "C" not null,
  lost_from    text collate "C" not null,
  state        text collate "C" not null,
  found_at     bigint not null,
  primary key (workspace, id)
);

create index conflicts_by_finding on conflicts (workspace, found_at, id);

-- Calls spent per second, so that the count over a sliding window is the sum of a few rows.
create table platform_calls (
  workspace  text collate "C" not null,
  connection text collate "C" not null,
  second     bigint not null,
  calls      bigint not null,
  primary key (workspace, connection, second)
);

create index platform_calls_by_age on platform_calls (second);

select hub_keeps_workspaces_apart('links', 'checkpoints', 'sync_runs', 'dead_letters', 'conflicts', 'platform_calls');
