import { readdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { createAccountFolder, formatVerifierKey } from '@treve/ledger'
import { isTimeZone } from '@treve/model'
import { numberOf, optionsOf } from '../options.ts'
import { type Command, wordsOf } from './command.ts'
import { kindOf } from './given.ts'
import { secondsOf } from './seconds.ts'
import { world } from './world.ts'

export const initCommand: Command = {
  name: 'init',
  usage:
    'init DIR --origin NAME [--pause ID] [--live] [--beat 1s|15min] [--fill N] [--release-delay 24h] [--organisation NAME] [--zone ZONE]',
  summary: 'make keys and a log whose first entry names the authority key (an exercise unless --live)',
  async run(args, io) {
    const verb = 'account init'
    const options = optionsOf(
      verb,
      args,
      {
        origin: { type: 'string' },
        pause: { type: 'string' },
        live: { type: 'boolean' },
        beat: { type: 'string' },
        fill: { type: 'string' },
        'release-delay': { type: 'string' },
        organisation: { type: 'string' },
        zone: { type: 'string' },
        json: { type: 'boolean' },
      },
      io,
    )
    if (options === undefined) return 2
    const { values } = options
    const words = wordsOf(verb, options.positionals, ['DIR'], io)
    if (words === undefined) return 2
    const { origin = '', zone = 'UTC' } = values
    // The scheme-less URL of the log is the name of its key too.
    if (!/^[A-Za-z0-9.:-]+(\/[A-Za-z0-9._~-]+)*$/.test(origin) || origin.length > 80) {
      io.err(
        `treve ${verb}: --origin NAME: the address of the log without scheme, such as example.org/pauses/aleppo.\n`,
      )
      return 2
    }
    const pause = values.pause ?? origin.split('/').at(-1) ?? origin
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(pause)) {
      io.err(`treve ${verb}: --pause ${pause}: letters, digits, points and dashes, 64 at most.\n`)
      return 2
    }
    const beatSeconds = secondsOf(values.beat ?? '1s')
    if (beatSeconds === undefined || beatSeconds > 86_400) {
      io.err(`treve ${verb}: --beat ${values.beat}: a duration such as 1s, 15min or 1h is expected.\n`)
      return 2
    }
    const fill = numberOf(verb, 'fill', values.fill, io, { max: 10_000 })
    if (Number.isNaN(fill)) return 2
    const { 'release-delay': delay } = values
    const releaseDelaySeconds = delay === undefined ? undefined : secondsOf(delay)
    if (delay !== undefined && releaseDelaySeconds === undefined) {
      io.err(`treve ${verb}: --release-delay ${delay}: a duration such as 24h or 90min is expected.\n`)
      return 2
    }
    if (!isTimeZone(zone)) {
      io.err(`treve ${verb}: --zone ${zone}: a zone such as Asia/Damascus is expected.\n`)
      return 2
    }
    const path = resolve(io.folder, words[0])
    const why = await refusalOf(path)
    if (why !== undefined) {
      io.err(`treve ${verb}: ${words[0]} ${why}: nothing was changed.\n`)
      return 2
    }
    const { logKey } = await createAccountFolder(
      path,
      {
        log: origin,
        pause,
        mode: values.live === true ? 'live' : 'exercise',
        organisation: values.organisation ?? origin.split('/')[0] ?? origin,
        beatSeconds,
        fill: fill ?? 0,
        zone,
        ...(releaseDelaySeconds === undefined ? {} : { releaseDelaySeconds }),
      },
      world,
    )
    const vkey = formatVerifierKey(logKey.key)
    if (values.json === true) io.out(`${JSON.stringify({ origin, pause, vkey })}\n`)
    else io.out(`${vkey}\n`)
    io.err(
      `The account of ${pause} is in ${words[0]}. Private keys are in ${words[0]}/keys: keep a copy of them elsewhere, and give the line above to whoever checks.\n`,
    )
    return 0
  },
}

/** What an account's folder holds: whether it is one already, whoever makes it looks. */
const ownNames: readonly string[] = ['account.json', 'keys', 'log', 'own', 'sealed', 'witnesses.policy']

/** Keys do not come to lie among other files. What an init that was cut off left behind is gone on with. */
async function refusalOf(path: string): Promise<string | undefined> {
  for (let above = path; ; above = dirname(above)) {
    const kind = await kindOf(above)
    if (kind === 'file') return above === path ? 'is a file' : `lies under ${above}, which is a file`
    if (kind === 'folder') break
  }
  if ((await kindOf(path)) === 'nothing') return undefined
  const names = await readdir(path)
  const others = names.filter((name) => !ownNames.includes(name))
  return others.length === 0 ? undefined : `holds other files (${others[0]}): name a new folder`
}
