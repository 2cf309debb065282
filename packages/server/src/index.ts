// The public surface of `server`; planning and the printed questions have doors of their own.

export { createApp, type ServedPause } from './app.ts'
export { type Started, startServer } from './start.ts'
export type { PauseView } from './view.ts'
