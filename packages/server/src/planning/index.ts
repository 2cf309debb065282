// Planning, for the server and the command line alike.

export { type Answer, type AnswerRequest, answerPause, closedSince, refusalOf, sha256 } from './answer.ts'
export { assureAgain, assureFromNow } from './assure-again.ts'
export { answerInWorker, type WorkerRequest } from './in-worker.ts'
