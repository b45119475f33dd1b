-- What happened (journal, seals), what it came to (aggregates, timers), and who has dealt with it (requests, followers).

create table journal (
  position  bigint not null primary key,
  workspace text collate "C" not null,
  kind      text collate "C" not null,
  key       text collate "C" not null,
  version   bigint not null,
  type      text collate "C" not null,
  payload   text collate "C" not null,
  actor     text collate "C" not null,
  cause     text collate "C" not null,
  time      bigint not null,
  hash      text collate "C" not null
);

create unique index journal_by_stream on journal (workspace, kind, key, version);
create unique index journal_by_position on journal (workspace, position);

create table seals (
  workspace text collate "C" not null,
  position  bigint not null,
  seal      text collate "C" not null,
  primary key (workspace, position)
);

create table aggregates (
  workspace  text collate "C" not null,
  kind       text collate "C" not null,
  key        text collate "C" not null,
  version    bigint not null,
  state      text collate "C" not null,
  parent     text collate "C",
  lifecycle  text collate "C" not null,
  title      text collate "C" not null,
  tier       text collate "C",
  owner      text collate "C",
  summary    text collate "C",
  changed_at bigint not null,
  primary key (workspace, kind, key)
);

create index aggregates_by_title on aggregates (workspace, kind, title, key);
create index aggregates_by_parent on aggregates (workspace, kind, parent) where parent is not null;
create index aggregates_workspaces on aggregates (workspace) where kind = 'workspace';

-- A timer that is taken away keeps its row with no due instant, because its token must go on growing.
create table timers (
  workspace    text collate "C" not null,
  kind         text collate "C" not null,
  key          text collate "C" not null,
  due          bigint,
  leased_until bigint,
  token        bigint not null default 0,
  primary key (workspace, kind, key)
);

create index timers_by_due on timers (due, workspace, kind, key) where due is not null;

create table requests (
  workspace   text collate "C" not null,
  request_id  text collate "C" not null,
  fingerprint text collate "C" not null,
  stream      text collate "C" not null,
  made_at     bigint not null,
  primary key (workspace, request_id)
);

create index requests_by_age on requests (made_at);

-- came_from is where the last step began: a step is refused unless it begins where the follower is.
create table followers (
  workspace text collate "C" not null,
  follower  text collate "C" not null,
  position  bigint not null,
  came_from bigint not null,
  primary key (workspace, follower)
);

-- From 1; it has been called once, so that its last value is one that was given.
create sequence journal_positions minvalue 0;
select nextval('journal_positions');

-- Gives events their places. Before it takes any, a writer shows by a shared lock, which nobody waits for and which
-- outlives the commit, that it may hold places above the last one given. The lock's key is the mark 'HB' in the upper
-- 16 bits and that place in the lower 48.
create function allot_positions(events bigint) returns table (n bigint, place bigint)
language plpgsql volatile rows 5 as $$
begin
  perform pg_advisory_xact_lock_shared(x'4842000000000000'::bigint + last_value) from journal_positions;
  return query
    select u.ordinal, u.given
    from unnest(array(select nextval('journal_positions') from generate_series(1, events)))
      with ordinality as u(given, ordinal);
end
$$;

-- The highest place below which nothing can become visible any more to a statement that begins after this. A writer
-- that shows no lock has either ended, and is visible, or takes its places later, above the last one given; so that
-- one is read before the locks are.
create function settled_position() returns bigint language plpgsql volatile as $$
declare
  given bigint;
  shown bigint;
begin
  select last_value into given from journal_positions;
  select min(((classid::bigint & 65535) << 32) | objid::bigint) into shown
  from pg_locks
  where locktype = 'advisory' and objsubid = 1 and (classid::bigint >> 16) = x'4842'::bigint
    and database = (select oid from pg_database where datname = current_database());
  return least(given, shown);
end
$$;

-- A state is rewritten with each event: the faster compression, where the server was built with it.
do $$
begin
  alter table aggregates alter column state set compression lz4;
  alter table journal alter column payload set compression lz4;
exception when feature_not_supported then
  null;
end
$$;

-- The workspace rule: a statement sees the rows of the workspace it names, and all of them only when it says '*',
-- which is no workspace's name. Forced, so that it binds the owner of the tables too.
create function hub_keeps_workspaces_apart(variadic tables text[]) returns void language plpgsql as $$
declare
  t text;
begin
  foreach t in array tables loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy workspace_rule on %I using (current_setting(''hub.workspace'', true) in (workspace, ''*''))', t);
  end loop;
end
$$;

select hub_keeps_workspaces_apart('journal', 'seals', 'aggregates', 'timers', 'requests', 'followers');
