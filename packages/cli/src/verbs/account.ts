// treve account: the account of a pause, from its first entry to what outsiders check.

import { appendCommand } from '../account/append.ts'
import { attachmentCommand } from '../account/attachment.ts'
import { beatCommand } from '../account/beat.ts'
import { checkCommand } from '../account/check.ts'
import type { Command } from '../account/command.ts'
import { eraseCommand, releaseCommand } from '../account/erase.ts'
import { factsCommand } from '../account/facts.ts'
import { fsckCommand } from '../account/fsck.ts'
import { helpOf } from '../account/help.ts'
import { initCommand } from '../account/init.ts'
import { keysCommand, vkeyCommand } from '../account/keys.ts'
import { openCommand } from '../account/open.ts'
import { proveCommand } from '../account/prove.ts'
import { publishCommand } from '../account/publish.ts'
import { showCommand } from '../account/show.ts'
import { newKeyCommand, signReleaseCommand } from '../account/sign-release.ts'
import { verifyCommand } from '../account/verify.ts'
import { told } from '../account/world.ts'
import type { Verb } from '../verb.ts'

const commands: readonly Command[] = [
  initCommand,
  keysCommand,
  vkeyCommand,
  appendCommand,
  beatCommand,
  verifyCommand,
  fsckCommand,
  publishCommand,
  proveCommand,
  checkCommand,
  showCommand,
  factsCommand,
  openCommand,
  attachmentCommand,
  eraseCommand,
  releaseCommand,
  newKeyCommand,
  signReleaseCommand,
]

export const accountVerb: Verb = {
  name: 'account',
  summary: 'keep the account of a pause, and check one without trusting who keeps it',
  help: `treve account <command> …

${commands.map(({ usage, summary }) => `  ${usage}\n      ${summary}`).join('\n')}

treve account <command> --help tells its options and an example.
docs/formats/account.md lists classes, slots and event types; docs/guides/account.md is the way in.
`,
  helpOn(name) {
    const command = commands.find((each) => each.name === name)
    return command && helpOf(command)
  },
  async run(args, io) {
    const [name, ...rest] = args
    const command = commands.find((each) => each.name === name)
    if (command === undefined) {
      io.err(
        `treve account: ${name === undefined ? 'name a command' : `there is no command “${name}”`}: ${commands.map((each) => each.name).join(', ')}. See treve account --help.\n`,
      )
      return 2
    }
    try {
      return await command.run(rest, io)
    } catch (fault) {
      return told(fault, `account ${command.name}`, io)
    }
  },
}
