// Where vehicles were, as their trackers told it. Operational: purged by rule, a pause at a time, by dropping its tables; the
// account has a digest of each hour. In no backup: docs/decisions/0030-positions.md.

export const positions = `
create table positions (
  account int not null,
  -- When it was received, by the clock of the server: the hour of its table.
  received_at timestamptz not null,
  vehicle text collate "C" not null,
  -- By the clock of the tracker.
  at timestamptz not null,
  -- When it was received, by the clock of the pause, which in an exercise may be another.
  came_at timestamptz not null,
  latitude float8 not null,
  longitude float8 not null,
  speed_mps real,
  heading real,
  accuracy_m real,
  altitude_m real,
  battery real,
  flags smallint not null,
  -- Which process took it, and in which transaction: by these the others follow.
  process text not null,
  tx xid8 not null default pg_current_xact_id()
) partition by list (account);
`
