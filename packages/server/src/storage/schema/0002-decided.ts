// Commands that are decided by what came before them, and what the streams of all processes share.

export const decided = `
-- Who asked: nobody else is told what became of it.
alter table commands add column asked_by text;
-- What the leader has decided to enter, before it enters it: whoever takes over enters the same.
alter table commands add column decided json;
alter table commands add check (decided is null or state = 'waiting');

-- Of the log, for whoever checks it: its key is in no database.
alter table accounts add column vkey text;

-- Seals the places at which readers of a stream may go on, so that they tell nothing: any process can open them.
create table stream_key (
  only_row boolean primary key default true check (only_row),
  key bytea not null
);
`
