// The public surface of `server`; planning and the printed questions have doors of their own.

export type { ServedPause } from './api/planning.ts'
export { openServices, type Services, type ServicesSetup } from './api/services.ts'
export type { SignIn } from './api/sign-in.ts'
export { type Coordinated, createApp } from './app.ts'
export { problemCodes } from './problem.ts'
export { type Started, startServer } from './start.ts'
export type { PauseView } from './view.ts'
