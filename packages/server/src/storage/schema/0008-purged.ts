// What was destroyed because its time was over, until the account has it; and where the bytes of photographs went that an entry
// has named, so that another entry of the same device can name them too: packages/server/src/storage/purged.ts, uploads.ts.

export const purged = `
create table purged (
  pause text not null,
  kind text not null,
  day date not null,
  count bigint not null,
  primary key (pause, kind, day)
);

create table uploads_taken (
  account int not null references accounts,
  device text collate "C" not null,
  sha256 text collate "C" not null,
  entry_id text collate "C" not null,
  position int not null,
  taken_at timestamptz not null default now(),
  primary key (account, device, sha256)
);
`
