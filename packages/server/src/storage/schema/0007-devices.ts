// What devices sign with, and what they have sent ahead of their entries: packages/server/src/storage/certificates.ts, uploads.ts.

export const devices = `
-- One-use keys that were certified, and for which device: a device that is lost takes its keys with it.
create table certified_keys (
  account int not null references accounts,
  vkey text collate "C" not null,
  device text collate "C" not null,
  certified_at timestamptz not null default now(),
  -- It is on the account that the key signs no more.
  revoked_at timestamptz,
  primary key (account, vkey)
);
create index certified_keys_of_device on certified_keys (account, device);

-- A device asks for the proof of an entry by the id of the entry.
create index commands_by_entry on commands (entry_id);

-- Photographs that wait for the entry that names them, each under a key of its own.
create table uploads (
  account int not null references accounts,
  device text collate "C" not null,
  sha256 text collate "C" not null,
  media text not null,
  length int not null,
  sealed bytea not null,
  uploaded_at timestamptz not null default now(),
  primary key (account, device, sha256)
);
alter table uploads alter column sealed set storage external;
create table upload_keys (
  account int not null,
  device text collate "C" not null,
  sha256 text collate "C" not null,
  key bytea not null,
  primary key (account, device, sha256),
  foreign key (account, device, sha256) references uploads on delete cascade
);
`
