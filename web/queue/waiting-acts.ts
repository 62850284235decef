import { useSyncExternalStore } from 'react'
import type { Text } from '#engine/model/text.ts'
import type { Finding } from '../api/api-problem.ts'
import { ApiProblem, problemOf } from '../api/api-problem.ts'
import type { Meant } from '../api/work.ts'
import { completeTask, revisionWhenOpen } from '../api/work.ts'
import { drop, keep, kept } from './keep-database.ts'
import { withSentFiles } from './waiting-files.ts'

/** A step finished without network: it is sent under its own key when there is one again, so it is recorded once. */
export interface WaitingAct {
  key: string
  /** Steps of one case finished together; after a refusal none of the later ones is sent. */
  stem: string
  personId: string
  title: Text
  /** How its answers are called and what they are, so that they can be read without asking the house. */
  fields: readonly { name: string; title: Text; type: string }[]
  caseKey: string | null
  meant: Meant
  /** null: the revision the step has when it opens. */
  expectedRevision: number | null
  madeAt: string
  /** Why the house refused it; the typed text stays. */
  refusal: { code: string; detail: string; errors: readonly Finding[] } | null
}

let acts: readonly WaitingAct[] = []
const listeners = new Set<() => void>()
const tellAll = (): void => listeners.forEach((listener) => listener())
const sentListeners = new Set<() => void>()

async function load(): Promise<void> {
  const all = await kept<WaitingAct>('acts')
  acts = all.toSorted((a, b) => (a.madeAt + a.key < b.madeAt + b.key ? -1 : 1))
  tellAll()
}

/** Everything that waits on this device, oldest first. */
export function useWaitingActs(): readonly WaitingAct[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => acts,
  )
}

/** Keeps acts until they can be sent. */
export async function wait(more: readonly WaitingAct[]): Promise<void> {
  for (const act of more) await keep('acts', act)
  await load()
}

/** Gives an act up; what was typed for it is gone. */
export async function giveUp(key: string): Promise<void> {
  await drop('acts', key)
  await load()
}

/** Lets a refused act be sent again, at the revision its step has then. */
export async function tryAgain(act: WaitingAct): Promise<void> {
  await keep('acts', { ...act, key: `${act.key}r`, expectedRevision: null, refusal: null } satisfies WaitingAct)
  await giveUp(act.key)
  await sendWaiting(act.personId)
}

let sending: Promise<void> | null = null

/** Sends what waits, oldest first, until the network is gone again. One tab at a time. */
export function sendWaiting(personId: string): Promise<void> {
  sending ??= locked(() => sendAll(personId)).finally(() => {
    sending = null
  })
  return sending
}

async function locked(work: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return work()
  await navigator.locks.request('zhangfa-waiting', work)
}

async function sendAll(personId: string): Promise<void> {
  await load()
  const refusedStems = new Map(acts.flatMap((act) => (act.refusal ? [[act.stem, act.refusal] as const] : [])))
  for (const act of acts.filter((one) => one.personId === personId && one.refusal === null)) {
    const before = refusedStems.get(act.stem)
    try {
      if (before) throw new ApiProblem(409, before as { code: string; detail: string })
      await send(act)
      await giveUp(act.key)
      sentListeners.forEach((listener) => listener())
    } catch (failure) {
      const problem = problemOf(failure)
      if (problem.passing) return
      const refusal = { code: problem.code, detail: problem.detail, errors: problem.errors }
      refusedStems.set(act.stem, refusal)
      await wait([{ ...act, refusal }])
    }
  }
}

async function send({ meant, expectedRevision, key }: WaitingAct): Promise<void> {
  const answers = await withSentFiles(meant.taskId, meant.answers)
  const revision = expectedRevision ?? (await revisionWhenOpen(meant.taskId))
  await completeTask({ ...meant, answers }, revision, key)
}

const lookAgainMs = 15_000

/** Sends what waits now, whenever the network comes back, and now and then. @returns stops it. */
export function keepSending(personId: string, onSent: () => void): () => void {
  const go = (): void => void sendWaiting(personId)
  const timer = setInterval(() => {
    if (acts.some(({ refusal }) => refusal === null)) go()
  }, lookAgainMs)
  window.addEventListener('online', go)
  sentListeners.add(onSent)
  go()
  return () => {
    clearInterval(timer)
    window.removeEventListener('online', go)
    sentListeners.delete(onSent)
  }
}
