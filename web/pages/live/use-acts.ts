import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
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

type Act = (doIt: () => Promise<unknown>, said?: string, undo?: () => Promise<unknown>) => Promise<void>

/** Sends one act at a time and says whether it went well; a slip can be taken back. */
function useSending(runId: string): { busy: boolean; act: Act } {
  const t = useText('live')
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)

  const act: Act = async (doIt, said, undo) => {
    if (busy) return
    setBusy(true)
    try {
      await doIt()
      if (said !== undefined)
        tell({
          tone: 'good',
          text: said,
          ...(undo ? { act: { label: t('undo'), run: () => void act(undo, t('undone')) } } : {}),
        })
    } catch (error) {
      tell({ tone: 'bad', text: problemWords(problemOf(error)) })
    } finally {
      setBusy(false)
      await queryClient.invalidateQueries({ queryKey: ['run', runId] })
    }
  }
  return { busy, act }
}

const at = () => new Date(serverNow()).toISOString()

/** What stops the show or makes it longer. */
function interruptions(desk: DeskBody, act: Act, t: ReturnType<typeof useText<'live'>>) {
  return {
    pause: ({ stepId }: ByHand) => void act(() => command(desk.runId, { type: 'open', stepId }), t('pausedSaid')),
    report(step: ByHand, type: string, action: string) {
      const moment = at()
      const answers = { type, action, ...(step.startField === null ? {} : { [step.startField]: moment }), to: moment }
      void act(() => command(desk.runId, { type: 'open', stepId: step.stepId, answers }), t('reportSaid'))
    },
    resume(pause: { from: string }, type: string, action: string) {
      const open = desk.interrupted
      if (open === null) return
      const startField = desk.interruption?.startField
      const answers = { type, action, ...(startField ? { [startField]: pause.from } : {}), to: at() }
      void act(() => actOn(open.taskId, 'complete', { answers, expectedRevision: open.revision }), t('resumedSaid'))
    },
    extend(step: ByHand, minutes: number) {
      const answers = { extra_min: minutes }
      void act(() => command(desk.runId, { type: 'open', stepId: step.stepId, answers }), t('extendSaid'))
    },
  }
}

/** Everything one can do at the desk; each says whether it went well, and a slip can be taken back. */
export function useActs({ desk, show }: Show) {
  const t = useText('live')
  const pick = usePick()
  const { busy, act } = useSending(desk.runId)
  const [figures, setFigures] = useState<Record<string, Figures>>({})
  const [stamps, setStamps] = useState<Record<string, Record<string, string>>>({})
  const takeBack = (taskId: string) => () => actOn(taskId, 'reopen', {})

  return {
    busy,
    figures,
    setFigures: (key: string, values: Figures) => setFigures({ ...figures, [key]: values }),
    stamps,
    stamp: (key: string, field: string) => setStamps({ ...stamps, [key]: { ...stamps[key], [field]: at() } }),
    done(cue: DeskCue) {
      const startedAt = show.startedAt ?? cue.plannedStartAt
      const noted = stamps[cue.key] ?? {}
      const answers = answersOf({ cue, startedAt, at: at(), figures: figures[cue.key] ?? {}, stamps: noted })
      const body = { answers, expectedRevision: cue.revision }
      void act(() => actOn(cue.taskId, 'complete', body), t('doneSaid', { cue: pick(cue.title) }), takeBack(cue.taskId))
    },
    skip(cue: DeskCue, reason: string) {
      const body = { reason, expectedRevision: cue.revision }
      void act(() => actOn(cue.taskId, 'skip', body), t('skipSaid', { cue: pick(cue.title) }), takeBack(cue.taskId))
    },
    said(prompt: DeskPrompt) {
      const body = { answers: { said_at: at() }, expectedRevision: prompt.revision }
      void act(() => actOn(prompt.taskId, 'complete', body), t('promptSaid'), takeBack(prompt.taskId))
    },
    ...interruptions(desk, act, t),
    decide: (ask: DeskBody['asks'][number], verb: 'approve' | 'reject', reason?: string) =>
      void act(() =>
        actOn(ask.taskId, verb, { expectedRevision: ask.revision, ...(reason === undefined ? {} : { reason }) }),
      ),
    fill(cue: DeskCue, values: Figures) {
      const body = {
        answers: { ...values, figures_later: false },
        reason: t('figuresReason'),
        expectedRevision: cue.revision,
      }
      void act(() => actOn(cue.taskId, 'revise', body), t('figuresSaid'))
    },
    stampsOf: (cue: DeskCue) => stampFields(cue.form),
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
