-- What the hub and the platforms agreed on (links, checkpoints), and how the passes over them went.

create table links (
  workspace    text    not null,
  connection   text    not null,
  stream       text    not null,
  resource_key text    not null,
  external_id  text,
  state        text    not null,
  base         text    not null,
  altered      text    not null,
  dirty        integer not null,
  modified_at  integer,
  primary key (workspace, connection, stream, resource_key)
) strict;

create unique index links_by_external_id on links (workspace, connection, stream, external_id)
  where external_id is not null;
create index links_by_resource on links (workspace, connection, resource_key);
create index links_unsettled on links (workspace, connection, resource_key) where dirty = 1 or state = 'intended';

create table checkpoints (
  workspace  text    not null,
  connection text    not null,
  stream     text    not null,
  cursor     text    not null,
  saved_at   integer not null,
  primary key (workspace, connection, stream)
) strict, without rowid;

create table sync_runs (
  workspace      text    not null,
  id             text    not null,
  connection     text    not null,
  state          text    not null,
  started_by     text    not null,
  started_at     integer not null,
  ended_at       integer,
  records_read   text    not null,
  records_applied text   not null,
  records_written text   not null,
  dead_letters   integer not null,
  calls          integer not null,
  failure        text,
  primary key (workspace, id)
) strict, without rowid;

create index sync_runs_by_start on sync_runs (workspace, started_at, id);
create index sync_runs_running on sync_runs (workspace, id) where state = 'running';

create table dead_letters (
  workspace  text    not null,
  id         text    not null,
  connection text    not null,
  stream     text    not null,
  record_key text    not null,
  outbound   integer not null,
  record     text    not null,
  reason     text    not null,
  attempts   integer not null,
  state      text    not null,
  failed_at  integer not null,
  primary key (workspace, id)
) strict;

create index dead_letters_by_connection on dead_letters (workspace, connection, state, failed_at, id);
create index dead_letters_by_failure on dead_letters (workspace, failed_at, id);

create table conflicts (
  workspace    text    not null,
  id           text    not null,
  connection   text    not null,
  stream       text    not null,
  resource_key text    not null,
  field        text    not null,
  kept         text    not null,
  lost         text    not null,
  kept_from    text    not null,
  lost_from    text    not null,
  state        text    not null,
  found_at     integer not null,
  primary key (workspace, id)
) strict;

create index conflicts_by_finding on conflicts (workspace, found_at, id);

-- Calls spent per second, so that the count over a sliding window is the sum of a few rows.
create table platform_calls (
  workspace  text    not null,
  connection text    not null,
  second     integer not null,
  calls      integer not null,
  primary key (workspace, connection, second)
) strict, without rowid;

create index platform_calls_by_age on platform_calls (second);
