// Words of the pages on what is told to whom: notifications, conversations, messages, withdrawal, liaisons.

export const told = {} as const
