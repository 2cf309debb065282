// One command that can be asked for: folded away under what it is called, and sent by a button of the same name.

import { type Key, useWords } from '../words.tsx'
import { Act } from './act.tsx'
import { CommandForm, type CommandFormGiven } from './form.tsx'

export function ActForm({ about, ...form }: CommandFormGiven & { readonly about?: Key }) {
  const { t } = useWords()
  return (
    <Act title={t(form.submit)} {...(about === undefined ? {} : { about: t(about) })}>
      <CommandForm {...form} />
    </Act>
  )
}
