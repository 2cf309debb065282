// Planning that says what it is at, where that takes longer than the search that was asked for.

import type { Answer, AnswerRequest } from '@treve/server/planning'
import { answerInWorker } from '@treve/server/planning'
import type { SoundPause } from './reading.ts'
import type { Io } from './verb.ts'

type Stage = Parameters<NonNullable<AnswerRequest['onStage']>>[0]

export async function plannedAloud(
  { given, read }: SoundPause,
  effort: Pick<AnswerRequest, 'seconds' | 'seed' | 'iterations' | 'reasonsSeconds' | 'inForce' | 'testsBefore'>,
  io: Io,
  everyMilliseconds = 5000,
): Promise<Answer> {
  const since = performance.now()
  const searchMilliseconds = effort.iterations === undefined ? effort.seconds * 1000 : 0
  let stage: Stage | undefined
  const timer = setInterval(() => {
    const isSearching = performance.now() < since + searchMilliseconds
    if (!isSearching) io.progress?.(`${given.shown}: ${stageText(stage)} …\n`)
  }, everyMilliseconds)
  const onStage = (now: Stage) => {
    stage = now
  }
  try {
    return await answerInWorker(given.bytes, read.files, { ...effort, stop: io.stop, onStage })
  } finally {
    clearInterval(timer)
  }
}

/** Undefined: nothing is held back, or the first search is not done. */
export function stageText(stage: Stage | undefined): string {
  switch (stage?.kind) {
    case undefined:
      return 'planning, and finding who is not served and why'
    case 'reserve':
      return `made as sure as the terms ask: ${stage.tried} of at most ${stage.of} ways tried`
    case 'again':
      return 'made as sure as the terms ask: planned again with what is held back; then who is not served, and why'
    case 'test':
      return `made as sure as the terms ask: test ${stage.test} of at most ${stage.of}, on simulated days`
  }
}
