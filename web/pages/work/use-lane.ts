import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { FormFinding } from '#engine/model/form.ts'
import type { JsonObject } from '#engine/model/text.ts'
import type { TaskBody } from '../../api/tasks.ts'
import type { LaneBody, LaneStepBody, Meant } from '../../api/work.ts'
import { laneQuery, saveDraft } from '../../api/work.ts'
import type { Typed, WorkedForm } from '../../forms/work-out.ts'
import { nothingTyped, workOut } from '../../forms/work-out.ts'

/** A step as it stands on the screen: its form, what is typed, and what came of sending it. */
export interface Section {
  step: LaneStepBody
  typed: Typed
  worked: WorkedForm
  isDone: boolean
  refused: readonly FormFinding[]
}

/** What is typed for one step. */
export interface Typing {
  step: LaneStepBody
  answers: JsonObject
}

export interface LaneState {
  sections: readonly Section[]
  next: LaneBody['next']
  change: (step: LaneStepBody, typed: Typed) => void
  markDone: (taskId: string) => void
  refuse: (taskId: string, findings: readonly FormFinding[]) => void
  /** What is typed and not an answer yet, also for steps that have left the lane meanwhile. */
  typed: readonly Typing[]
}

const previewAfterMs = 250
const draftAfterMs = 900

/** The case on one screen: the task, and the steps that would fall to the same person one after the other. */
export function useLane(task: TaskBody): LaneState {
  const [typed, setTyped] = useState<Record<string, Typed>>({})
  const [touched, setTouched] = useState<Record<string, LaneStepBody>>({})
  const [done, setDone] = useState<readonly string[]>([])
  const [refused, setRefused] = useState<Record<string, readonly FormFinding[]>>({})
  const settled = useSettled(typed, previewAfterMs)
  const open = task.commands.some(({ type, allowed }) => type === 'complete' && allowed)
  const meant = useMemo(() => meantOf(settled), [settled])
  const preview = useQuery({
    ...laneQuery(task.id, meant),
    enabled: open && task.level === null && done.length === 0,
    placeholderData: keepPreviousData,
    retry: false,
  })
  const steps = preview.data?.steps ?? [stepOf(task)]
  useDrafts(typed, done)
  const sections = steps.map((step): Section => {
    const own = typed[step.taskId] ?? typedBefore(step.draft)
    return {
      step,
      typed: own,
      worked: workOut(step.form, step.law, own),
      isDone: done.includes(step.taskId),
      refused: refused[step.taskId] ?? [],
    }
  })
  return {
    sections,
    next: preview.data?.next ?? [],
    change: (step, next) => {
      const { taskId } = step
      setTouched((now) => ({ ...now, [taskId]: step }))
      setTyped((now) => ({ ...now, [taskId]: next }))
      setRefused(({ [taskId]: _, ...others }) => others)
    },
    markDone: (taskId) => setDone((now) => [...now, taskId]),
    refuse: (taskId, findings) => setRefused((now) => ({ ...now, [taskId]: findings })),
    typed: typingsOf(sections, touched, typed, done),
  }
}

function typingsOf(
  sections: readonly Section[],
  touched: Record<string, LaneStepBody>,
  typed: Record<string, Typed>,
  done: readonly string[],
): Typing[] {
  const here = new Set(sections.map(({ step }) => step.taskId))
  const gone = Object.values(touched).filter(({ taskId }) => !here.has(taskId))
  return [
    ...sections.map((one) => ({ step: one.step, answers: one.typed.answers })),
    ...gone.map((step) => ({ step, answers: typed[step.taskId]?.answers ?? {} })),
  ].filter(({ step, answers }) => !done.includes(step.taskId) && Object.keys(answers).length > 0)
}

function typedBefore(draft: Record<string, unknown> | null): Typed {
  return draft === null ? nothingTyped : { ...nothingTyped, answers: draft as JsonObject }
}

/** The task by itself, for while the house cannot be asked what would follow. */
function stepOf(task: TaskBody): LaneStepBody {
  const { id, stepId, kind, title, instructions, dueAt, hard, form, law, checklist, phrases, draft } = task
  return {
    ...{ taskId: id, stepId, kind, title, instructions, dueAt, hard, form, law, checklist, phrases, draft },
    ready: false,
    findings: [],
  }
}

export function meantOf(typed: Record<string, Typed>): Meant[] {
  return Object.entries(typed).map(([taskId, { answers, reasons, checklist }]) => ({
    taskId,
    answers,
    reasons: Object.fromEntries(Object.entries(reasons).filter(([, reason]) => reason.trim() !== '')),
    checklist,
  }))
}

/** A value once it has stood still for a moment. */
function useSettled<Value>(value: Value, afterMs: number): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), afterMs)
    return () => clearTimeout(timer)
  }, [value, afterMs])
  return settled
}

/** Keeps what is typed on the server, a moment after each change; without network the next change tries again. */
function useDrafts(typed: Record<string, Typed>, done: readonly string[]): void {
  const saved = useRef<Record<string, string>>({})
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const [taskId, { answers }] of Object.entries(typed)) {
        const text = JSON.stringify(answers)
        if (done.includes(taskId) || saved.current[taskId] === text) continue
        saved.current[taskId] = text
        saveDraft(taskId, answers).catch(() => delete saved.current[taskId])
      }
    }, draftAfterMs)
    return () => clearTimeout(timer)
  }, [typed, done])
}
