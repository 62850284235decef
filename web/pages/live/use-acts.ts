import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { problemOf } from '../../api/api-problem.ts'
import type { ByHand, DeskBody, DeskCue, DeskPrompt } from '../../api/desk.ts'
import { actOn, command } from '../../api/desk.ts'
import { problemWords } from '../../kit/note/problem-note.tsx'
import { tell } from '../../kit/toast/toasts.ts'
import { usePick, useText } from '../../text/use-text.ts'
import { serverNow } from '../../time/server-clock.ts'
import { answersOf, stampFields } from './cue-answers.ts'
import type { Figures } from './cue-answers.ts'
import type { Show } from './use-show.ts'

/** `of` is what the act is about: two taps on one thing are one tap. */
type Doing = (of: string, doIt: () => Promise<unknown>, said?: string, undo?: () => Promise<unknown>) => void

/** Does acts one after another, as they were tapped, and says how each went; a slip can be taken back for a while. */
function useDoing(runId: string): { doing: ReadonlySet<string>; act: Doing } {
  const t = useText('live')
  const queryClient = useQueryClient()
  const [doing, setDoing] = useState<ReadonlySet<string>>(new Set())
  const underWay = useRef(new Set<string>())
  const last = useRef(Promise.resolve())
  async function doOne(...[of, doIt, said, undo]: Parameters<Doing>): Promise<void> {
    try {
      await doIt()
      const act = undo ? { act: { label: t('undo'), run: () => takeBackNow(of, undo) } } : {}
      if (said !== undefined) tell({ tone: 'good', text: said, ...act })
    } catch (error) {
      tell({ tone: 'bad', text: problemWords(problemOf(error)) })
    }
    underWay.current.delete(of)
    setDoing(new Set(underWay.current))
    await queryClient.invalidateQueries({ queryKey: ['run', runId] })
  }
  function act(...one: Parameters<Doing>): void {
    if (underWay.current.has(one[0])) return
    underWay.current.add(one[0])
    setDoing(new Set(underWay.current))
    last.current = last.current.then(() => doOne(...one))
  }
  function takeBackNow(of: string, undo: () => Promise<unknown>): void {
    // The line that was pressed goes; the next key belongs to the desk again.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    act(of, undo, t('undone'))
  }
  return { doing, act }
}

const at = (): string => new Date(serverNow()).toISOString()
const takeBack = (taskId: string) => () => actOn(taskId, 'reopen', {})

/** Everything one can do at the desk. */
export function useActs(shown: Show) {
  const { doing, act } = useDoing(shown.desk.runId)
  return { doing, ...useCueActs(shown, act), ...useByHandActs(shown, act) }
}

/** Acts on the cue on air and on the reminder that is due. */
function useCueActs({ show }: Show, act: Doing) {
  const t = useText('live')
  const pick = usePick()
  const [figures, setFigures] = useState<Record<string, Figures>>({})
  const [stamps, setStamps] = useState<Record<string, Record<string, string>>>({})
  return {
    figures,
    setFigures: (key: string, values: Figures) => setFigures({ ...figures, [key]: values }),
    stamps,
    stamp: (key: string, field: string) => setStamps({ ...stamps, [key]: { ...stamps[key], [field]: at() } }),
    stampsOf: (cue: DeskCue) => stampFields(cue.form),
    done(cue: DeskCue) {
      const startedAt = show.startedAt ?? cue.plannedStartAt
      const noted = stamps[cue.key] ?? {}
      const answers = answersOf({ cue, startedAt, at: at(), figures: figures[cue.key] ?? {}, stamps: noted })
      const body = { answers, expectedRevision: cue.revision }
      act(
        cue.taskId,
        () => actOn(cue.taskId, 'complete', body),
        t('doneSaid', { cue: pick(cue.title) }),
        takeBack(cue.taskId),
      )
    },
    skip(cue: DeskCue, reason: string) {
      const body = { reason, expectedRevision: cue.revision }
      act(
        cue.taskId,
        () => actOn(cue.taskId, 'skip', body),
        t('skipSaid', { cue: pick(cue.title) }),
        takeBack(cue.taskId),
      )
    },
    said(prompt: DeskPrompt) {
      const body = { answers: { said_at: at() }, expectedRevision: prompt.revision }
      act(prompt.taskId, () => actOn(prompt.taskId, 'complete', body), t('promptSaid'), takeBack(prompt.taskId))
    },
    fill(cue: DeskCue, values: Figures) {
      const answers = { ...values, figures_later: false }
      const body = { answers, reason: t('figuresReason'), expectedRevision: cue.revision }
      act(cue.taskId, () => actOn(cue.taskId, 'revise', body), t('figuresSaid'))
    },
  }
}

/** Interruptions, extensions and what waits for an approval. */
function useByHandActs({ desk }: Show, act: Doing) {
  const t = useText('live')
  const open = (stepId: string, answers?: object) => () =>
    command(desk.runId, { type: 'open', stepId, ...(answers ? { answers } : {}) })
  const from = (step: ByHand | null, moment: string) => (step?.startField ? { [step.startField]: moment } : {})
  return {
    pause: (step: ByHand) => act(step.stepId, open(step.stepId), t('pausedSaid')),
    report(step: ByHand, type: string, action: string) {
      const moment = at()
      act(
        `${step.stepId} ${type}`,
        open(step.stepId, { type, action, ...from(step, moment), to: moment }),
        t('reportSaid'),
      )
    },
    resume(pause: { from: string }, type: string, action: string) {
      const held = desk.interrupted
      if (held === null) return
      const answers = { type, action, ...from(desk.interruption, pause.from), to: at() }
      act(
        held.taskId,
        () => actOn(held.taskId, 'complete', { answers, expectedRevision: held.revision }),
        t('resumedSaid'),
      )
    },
    extend: (step: ByHand, minutes: number) =>
      act(step.stepId, open(step.stepId, { extra_min: minutes }), t('extendSaid')),
    decide(ask: DeskBody['asks'][number], verb: 'approve' | 'reject', reason?: string) {
      const body = { expectedRevision: ask.revision, ...(reason === undefined ? {} : { reason }) }
      act(ask.taskId, () => actOn(ask.taskId, verb, body))
    },
  }
}

export type Acts = ReturnType<typeof useActs>

/** Why an act is not possible for the one who looks, in their language where its code is known; null when it is. */
export function refusalOf(
  commands: readonly { type: string; allowed: boolean; reason?: string | undefined; code?: string | undefined }[],
  type: string,
): { reason: string; code: string } | null {
  const found = commands.find((one) => one.type === type)
  if (found?.allowed === true) return null
  return { reason: found?.reason ?? '', code: found?.code ?? 'NOT_ALLOWED' }
}
