// Who was first with a one-time code (a keyed hash), so that who asks again because an answer was lost is told the same, and
// nobody else anything: packages/server/src/sign-in/one-time-codes.ts.

export const codeUsed = `
alter table one_time_codes add column used_by bytea;
`
