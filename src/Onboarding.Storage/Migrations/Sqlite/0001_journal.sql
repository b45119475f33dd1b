-- What happened (journal, seals), what it came to (aggregates, timers), and who has dealt with it (requests, followers).

create table journal (
  position  integer not null primary key autoincrement,
  workspace text    not null,
  kind      text    not null,
  key       text    not null,
  version   integer not null,
  type      text    not null,
  payload   text    not null,
  actor     text    not null,
  cause     text    not null,
  time      integer not null,
  hash      text    not null
) strict;

create unique index journal_by_stream on journal (workspace, kind, key, version);
create unique index journal_by_position on journal (workspace, position);

create table seals (
  workspace text    not null,
  position  integer not null,
  seal      text    not null,
  primary key (workspace, position)
) strict, without rowid;

create table aggregates (
  workspace  text    not null,
  kind       text    not null,
  key        text    not null,
  version    integer not null,
  state      text    not null,
  parent     text,
  lifecycle  text    not null,
  title      text    not null,
  tier       text,
  owner      text,
  summary    text,
  changed_at integer not null,
  primary key (workspace, kind, key)
) strict;

create index aggregates_by_title on aggregates (workspace, kind, title, key);
create index aggregates_by_parent on aggregates (workspace, kind, parent) where parent is not null;
create index aggregates_workspaces on aggregates (workspace) where kind = 'workspace';

-- A timer that is taken away keeps its row with no due instant, because its token must go on growing.
create table timers (
  workspace    text    not null,
  kind         text    not null,
  key          text    not null,
  due          integer,
  leased_until integer,
  token        integer not null default 0,
  primary key (workspace, kind, key)
) strict, without rowid;

create index timers_by_due on timers (due, workspace, kind, key) where due is not null;

create table requests (
  workspace   text    not null,
  request_id  text    not null,
  fingerprint text    not null,
  stream      text    not null,
  made_at     integer not null,
  primary key (workspace, request_id)
) strict, without rowid;

create index requests_by_age on requests (made_at);

-- came_from is where the last step began: a step is refused unless it begins where the follower is.
create table followers (
  workspace text    not null,
  follower  text    not null,
  position  integer not null,
  came_from integer not null,
  primary key (workspace, follower)
) strict, without rowid;
