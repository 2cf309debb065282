// What people sign in with. Operational: none of it is in the account, none of it is computed, and none of it holds a name.
// Purpose and retention of each: docs/guides/coordinator.md.

export const signIn = `
create table passkeys (
  credential text collate "C" primary key,
  person text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  made_at timestamptz not null,
  used_at timestamptz
);
create index passkeys_of_person on passkeys (person);

-- Only the hash of what the browser holds: a copy of the table signs nobody in.
create table sessions (
  hash bytea primary key,
  id text collate "C" not null unique,
  method text not null check (method in ('passkey', 'open_id', 'link')),
  person text,
  pause text,
  link text,
  made_at timestamptz not null,
  used_at timestamptz not null,
  ends_at timestamptz not null,
  check ((method = 'link') = (person is null)),
  check ((method = 'link') = (link is not null and pause is not null))
);
create index sessions_of_person on sessions (person);

-- Invitations of people, and enrolments of devices. The hash is keyed: a short code is not found from a copy of the table.
create table one_time_codes (
  hash bytea primary key,
  purpose text not null check (purpose in ('person', 'device')),
  pause text not null,
  given jsonb not null,
  issued_by text not null,
  ends_at timestamptz not null
);

-- What may be used once, until it would be refused for its age: challenges, nonces.
create table used_once (
  hash bytea primary key,
  ends_at timestamptz not null
);

-- Who looked at what is sensitive, until it is entered in the account.
create table reads (
  pause text not null,
  minute timestamptz not null,
  reader text not null,
  kind text not null,
  subject text not null,
  times int not null,
  primary key (pause, minute, reader, kind, subject)
);
`
