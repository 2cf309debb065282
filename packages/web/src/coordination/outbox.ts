// What was asked for and is not answered yet: it is sent until it is, whichever page is open, also after a reload, and always
// under the id that it was given first, so that it is done once.

import { useCallback, useSyncExternalStore } from 'react'
import type { Key } from '../words.tsx'
import { type Command, type Outcome, send } from './ask.ts'
import { forget, keep, keepFor, keptAt, keysKept } from './kept.ts'

export type Sending =
  | { readonly state: 'idle' }
  /** `isLate`: it did not arrive at first. */
  | { readonly state: 'sending'; readonly isLate: boolean }
  | Outcome

interface Posted {
  /** One after the other; those that were taken are gone from it. */
  readonly commands: readonly [Command, ...Command[]]
  /** What the reader pressed. */
  readonly label: Key
  readonly sending: Sending
  /** That it is refused, where its form was. */
  readonly isSeen?: boolean
}

export interface Unsettled extends Posted {
  readonly key: string
}

const againMilliseconds = 3000
const suffix = ':sending'

const posted = new Map<string, Posted>()
const watched = new Map<string, Set<() => void>>()
const onlookers = new Set<() => void>()
let unsettled: readonly Unsettled[] = []

/** `key`: of the form. What was typed in it is forgotten once it is taken. */
export function post(key: string, commands: Posted['commands'], label: Key): void {
  const first: Posted = { commands, label, sending: { state: 'sending', isLate: false } }
  set(key, first)
  void attempt(key, first)
}

/** What was left over by a reload goes on. */
export function resume(): void {
  for (const name of keysKept()) {
    const key = name.slice(0, -suffix.length)
    if (!name.endsWith(suffix) || posted.has(key)) continue
    // Written below, by these pages.
    const found = keptAt(name) as Posted
    set(key, found)
    if (found.sending.state === 'sending') void attempt(key, found)
  }
}

/** Of who signs out: nothing of theirs is sent any more, and nothing stays. */
export function forgetAll(): void {
  posted.clear()
  for (const key of keysKept()) forget(key)
  tell()
}

/** What another reader typed or asked for here is not for this one. */
export function beginFor(reader: string): void {
  if (!keepFor(reader)) forgetAll()
}

/** It was seen that it is refused. */
export function putAway(key: string): void {
  if (posted.get(key)?.sending.state === 'sending') return
  set(key, undefined)
}

async function attempt(key: string, { commands, label }: Posted): Promise<void> {
  const [command, next, ...others] = commands
  const outcome = await send(command)
  // Signed out, or asked for anew, in between.
  if (posted.get(key)?.commands[0].id !== command.id) return
  if (outcome.state === 'unreachable') {
    const late: Posted = { commands, label, sending: { state: 'sending', isLate: true } }
    set(key, late)
    setTimeout(() => {
      if (posted.get(key) === late) void attempt(key, late)
    }, againMilliseconds)
    return
  }
  if (isTaken(outcome) && next !== undefined) return post(key, [next, ...others], label)
  set(key, { commands, label, sending: outcome, isSeen: watched.has(key) })
  if (outcome.state === 'refused') return
  forget(key)
  if (!watched.has(key)) set(key, undefined)
}

function set(key: string, next: Posted | undefined): void {
  if (next === undefined) posted.delete(key)
  else posted.set(key, next)
  if (next === undefined || isTaken(next.sending)) forget(key + suffix)
  else keep(key + suffix, next)
  tell(key)
}

function isTaken({ state }: Sending): boolean {
  return state === 'done' || state === 'waiting'
}

function tell(key?: string): void {
  unsettled = [...posted]
    .filter(([, { sending, isSeen }]) =>
      sending.state === 'sending' ? sending.isLate : sending.state === 'refused' && isSeen !== true,
    )
    .map(([name, each]) => ({ key: name, ...each }))
  for (const [name, watchers] of watched) if (key === undefined || key === name) for (const each of watchers) each()
  for (const each of onlookers) each()
}

const idle: Sending = { state: 'idle' }

/** What became of what was asked for by this form. */
export function useSending(key: string): Sending {
  const subscribe = useCallback(
    (watcher: () => void) => {
      watched.set(key, (watched.get(key) ?? new Set()).add(watcher))
      const found = posted.get(key)
      if (found?.sending.state === 'refused') set(key, { ...found, isSeen: true })
      return () => {
        const watchers = watched.get(key)
        watchers?.delete(watcher)
        if (watchers?.size === 0) watched.delete(key)
        // Nobody looks at it any more, and there is nothing to say.
        if (!watched.has(key) && isTaken(posted.get(key)?.sending ?? idle)) set(key, undefined)
      }
    },
    [key],
  )
  return useSyncExternalStore(subscribe, () => posted.get(key)?.sending ?? idle)
}

/** What has not arrived, and what was refused while the reader was on another page. */
export function useUnsettled(pause: string): readonly Unsettled[] {
  const all = useSyncExternalStore(look, () => unsettled)
  return all.filter(({ commands: [{ pause: of }] }) => of === pause)
}

function look(onlooker: () => void): () => void {
  onlookers.add(onlooker)
  return () => {
    onlookers.delete(onlooker)
  }
}
