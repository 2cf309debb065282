// How sure a plan in force is now, said again whenever the file that says where all are has changed.

import { formatClock, type Language } from '@treve/model'
import { isShown } from '@treve/model/claims'
import { assuranceOf, type PauseInForce, SureNow, type SureNowView } from '@treve/server/now'
import { nowText } from './assurance.ts'
import { assuranceWords } from './assurance-words.ts'
import { fill } from './fill.ts'
import { tellTrouble } from './state-trouble.ts'
import type { ExitCode, Io } from './verb.ts'
import { watchFile } from './watched-file.ts'

export interface WatchRequest {
  /** The file, and how it is called in messages. */
  readonly path: string
  readonly shown: string
  readonly now: { readonly seed: number; readonly replications?: number }
  readonly isJson: boolean
  readonly language: Language
}

/** Until stopped; answers as the last answer does. */
export async function watchState(inForce: PauseInForce, request: WatchRequest, io: Io): Promise<ExitCode> {
  const sure = new SureNow(inForce, request.now)
  const watched = watchFile(request.path, sure, io.stop)
  const stopped = () => void sure.close()
  io.stop.addEventListener('abort', stopped)
  let view = sure.view()
  let { answer } = view
  while (!io.stop.aborted) {
    const newer = await sure.newer(view.version, mostWaited)
    if (io.stop.aborted) break
    say(sure, { trouble: view.trouble, answer }, newer, request, io)
    view = newer
    if (isToBeSaid(view)) answer = view.answer
  }
  await Promise.all([watched, sure.close()])
  return answer !== undefined && isShown(answer.found.assurance.with_halts) === false ? 1 : 0
}

const mostWaited = 3_600_000

/** Of a few days only where no more of them follow: a newer state has been told. */
function isToBeSaid({ answer, toldAt }: SureNowView): boolean {
  return answer !== undefined && (answer.isWhole || (toldAt ?? 0) > answer.toldAt)
}

function say(
  sure: SureNow,
  before: Pick<SureNowView, 'answer' | 'trouble'>,
  after: SureNowView,
  request: WatchRequest,
  io: Io,
): void {
  const { isJson, language, shown } = request
  const { answer, trouble } = after
  if (trouble !== undefined && trouble !== before.trouble) {
    tellTrouble(trouble.what, shown, language, io)
    if (answer !== undefined) io.err(`treve assure: ${assuranceWords[language].lastGood}\n`)
  }
  if (answer === undefined || answer === before.answer || !isToBeSaid(after)) return
  if (isJson) io.out(`${JSON.stringify(JSON.parse(assuranceOf(sure, answer.found)))}\n`)
  else io.out(changedText(sure, before.answer, answer, language))
}

/** Lines that stood in the answer before as they do now are not marked. */
function changedText(
  { pause }: SureNow,
  before: SureNowView['answer'],
  after: NonNullable<SureNowView['answer']>,
  language: Language,
): string {
  const zone = pause.time_zone
  const textOf = ({ found }: NonNullable<SureNowView['answer']>) =>
    nowText({ assurance: found.assurance, required: pause.terms.clear.probability, zone, language })
  if (before === undefined) return textOf(after)
  const known = new Set(textOf(before).split('\n'))
  const at = formatClock(before.found.assurance.at, zone)
  const lines = textOf(after)
    .split('\n')
    .map((line) => (line === '' ? '' : `${known.has(line) ? ' ' : '*'} ${line}`))
  return `\n${fill(assuranceWords[language].changed, { before: at })}\n${lines.join('\n')}`
}
