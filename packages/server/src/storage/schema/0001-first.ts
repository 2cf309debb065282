// What stands in the database. Three kinds of tables:
//
//   the account        accounts, log_*, sealed_*: what all else can be rebuilt from
//   what hands over    leadership, leader_pulse, commands
//   what is computed   events: made from the account and its sealed values, never typed in

export const first = `
create table accounts (
  number int generated always as identity primary key,
  pause text not null unique,
  origin text not null unique,
  mode text not null check (mode in ('live', 'exercise')),
  organisation text not null,
  beat_s int not null check (beat_s > 0),
  fill int not null check (fill >= 0),
  zone text not null,
  release_delay_s bigint
);

-- What is served of a log: its checkpoint and tiles. Hashes do not compress.
create table log_resources (
  account int not null references accounts,
  path text collate "C" not null,
  bytes bytea not null,
  primary key (account, path)
);
alter table log_resources alter column bytes set storage external;

-- The checkpoint signed last, and how the tree came to be.
create table log_locks (
  account int primary key references accounts,
  generation bigint not null,
  record bytea not null
);

-- Acknowledged, and not in the tree yet.
create table log_waiting (
  account int not null references accounts,
  first bigint not null,
  lengths int[] not null,
  entries bytea not null,
  primary key (account, first)
);

-- Values behind sealed slots, each under a key of its own. The keys stand apart: a backup of the values alone opens nothing.
create table sealed_values (
  account int not null references accounts,
  id text collate "C" not null,
  sealed jsonb not null,
  primary key (account, id)
);
create table sealed_keys (
  account int not null references accounts,
  id text collate "C" not null,
  keys bytea not null,
  primary key (account, id)
);
create table sealed_attachments (
  account int not null references accounts,
  id text collate "C" not null,
  position int not null,
  bytes bytea not null,
  primary key (account, id, position)
);
alter table sealed_attachments alter column bytes set storage external;
create table sealed_attachment_keys (
  account int not null references accounts,
  id text collate "C" not null,
  position int not null,
  key bytea not null,
  primary key (account, id, position)
);

-- Keys were overwritten, and the pages and the log that held them are still to be destroyed.
create table remains (since timestamptz not null);

-- One row. Whoever leads has raised the term; what is written under an older one is refused.
create table leadership (
  only_row boolean primary key default true check (only_row),
  term bigint not null,
  holder text not null,
  backend int not null,
  since timestamptz not null
);
insert into leadership (term, holder, backend, since) values (0, '', 0, now());
create table leader_pulse (
  only_row boolean primary key default true check (only_row),
  at timestamptz not null
);
insert into leader_pulse (at) values (now());

-- What people and devices ask for. In the table means acknowledged: it is carried out, or refused with a reason.
create table commands (
  number bigint generated always as identity primary key,
  client_id uuid not null unique,
  account int not null references accounts,
  digest bytea not null,
  -- As it came: jsonb takes no U+0000.
  content json,
  entry_id text collate "C" not null,
  received_at timestamptz not null default now(),
  state text not null default 'waiting' check (state in ('waiting', 'done', 'refused')),
  outcome jsonb,
  decided_at timestamptz,
  -- What was decided is on the account; it is not kept a second time.
  check ((state = 'waiting') = (content is not null)),
  check ((state = 'waiting') = (outcome is null))
);
create index commands_waiting on commands (number) where state = 'waiting';

-- The account's entries in the order in which they were acknowledged, opened as far as they are not erased.
create table events (
  account int not null references accounts,
  position bigint not null,
  entry_id text collate "C" not null,
  class text not null,
  type text,
  at timestamptz not null,
  clear jsonb not null,
  opened jsonb not null,
  primary key (account, position),
  unique (account, entry_id)
);
create index events_by_type on events (account, type, position);
`
