// In a rehearsal people come in by an invitation alone: packages/server/src/sign-in/sign-in.ts.

export const rehearsal = `
alter table sessions drop constraint sessions_method_check;
alter table sessions add constraint sessions_method_check check (method in ('passkey', 'open_id', 'link', 'rehearsal'));
`
