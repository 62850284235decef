import { useQueries } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { JsonValue } from '#engine/model/text.ts'
import type { ApiProblem } from '../../api/api-problem.ts'
import { useMe } from '../../api/me.ts'
import type { TaskBody, TaskSummaryBody } from '../../api/tasks.ts'
import { taskQuery } from '../../api/tasks.ts'
import { saveDraft } from '../../api/work.ts'
import type { Typed, WorkedForm } from '../../forms/work-out.ts'
import { nothingTyped, withAnswer, workOut } from '../../forms/work-out.ts'
import { finishLane } from '../work/finish-lane.ts'

const atOnce = 4
const draftAfterMs = 900

/** What came of a row: nothing yet, under way, done, kept until there is network, or a "no" whose text stays. */
export type RowState =
  | { kind: 'open' }
  | { kind: 'sending' }
  | { kind: 'done' }
  | { kind: 'waiting' }
  | { kind: 'refused'; problem: ApiProblem }

/** One run in the grid. */
export interface GridRow {
  summary: TaskSummaryBody
  /** null while it is fetched. */
  task: TaskBody | null
  failure: unknown
  typed: Typed
  worked: WorkedForm | null
  state: RowState
  /** Left out of what is sent. */
  isOut: boolean
}

/** What can be done in a row. */
export interface RowActs {
  /** Sending was tried: what is missing is marked too. */
  tried: boolean
  change: (taskId: string, typed: Typed) => void
  /** Takes a row out of what is sent, or back in. */
  toggle: (taskId: string) => void
}

export interface GridState extends RowActs {
  rows: readonly GridRow[]
  ready: readonly GridRow[]
  busy: boolean
  /** Gives the value of a cell to every row below it that can still be filled in. */
  fillDown: (at: number, field: string) => void
  send: () => void
}

/** One step over many runs, each row an act of its own. The rows stay as they were found, whatever becomes of them. */
export function useGrid(found: readonly TaskSummaryBody[]): GridState {
  const [summaries] = useState(found)
  const [typed, setTyped] = useState<Record<string, Typed>>({})
  const [states, setStates] = useState<Record<string, RowState>>({})
  const [out, setOut] = useState<ReadonlySet<string>>(new Set())
  const [sending, setSending] = useState({ busy: false, tried: false })
  const personId = useMe().id
  const tasks = useQueries({ queries: summaries.map(({ id }) => taskQuery(id)) })
  const kept = useRef(new Map<string, GridRow>())
  const rows = summaries.map((summary, at) =>
    sameRow(kept.current, {
      ...{ summary, task: tasks[at]?.data ?? null, failure: tasks[at]?.error ?? null },
      typed: typed[summary.id],
      state: states[summary.id] ?? stillOpen,
      isOut: out.has(summary.id),
    }),
  )
  useRowDrafts(typed, states)
  const ready = rows.filter(isReady)
  const change = useCallback((taskId: string, next: Typed): void => {
    setTyped((now) => ({ ...now, [taskId]: next }))
    setStates((now) => (now[taskId]?.kind === 'refused' ? { ...now, [taskId]: { kind: 'open' } } : now))
  }, [])
  const fillDown = (at: number, field: string): void => {
    const value = rows[at]?.worked?.values[field] ?? null
    for (const row of rows.slice(at + 1))
      if (canBeFilled(row))
        change(row.summary.id, { ...row.typed, answers: withAnswer(row.typed.answers, field, value) })
  }
  const send = async (): Promise<void> => {
    setSending({ busy: true, tried: true })
    const put = (id: string, state: RowState): void => setStates((now) => ({ ...now, [id]: state }))
    await inTurns(ready, (row) => sendRow(row, personId, put))
    setSending({ busy: false, tried: true })
  }
  const toggle = useCallback((taskId: string): void => {
    setOut((now) => new Set(now.has(taskId) ? [...now].filter((id) => id !== taskId) : [...now, taskId]))
  }, [])
  return { ...sending, rows, ready, change, toggle, fillDown, send: () => void (sending.busy || send()) }
}

const stillOpen: RowState = { kind: 'open' }

type RowNow = Omit<GridRow, 'typed' | 'worked'> & { typed: Typed | undefined }

/** The row as it was while nothing of it has changed, so that typing into one of fifty works out and draws that one alone. */
function sameRow(kept: Map<string, GridRow>, now: RowNow): GridRow {
  const { summary, task, failure, state, isOut } = now
  const before = kept.get(summary.id)
  const typed = now.typed ?? (before?.task === task ? before.typed : typedBefore(task))
  const isSame = before !== undefined && before.task === task && before.typed === typed
  if (isSame && before.failure === failure && before.state === state && before.isOut === isOut) return before
  const worked = isSame ? before.worked : task === null ? null : workOut(task.form, task.law, typed)
  const row = { ...now, typed, worked }
  kept.set(summary.id, row)
  return row
}

/** Whether something may still be typed into a row. */
export function canBeFilled({ task, state }: GridRow): boolean {
  return task !== null && (state.kind === 'open' || state.kind === 'refused')
}

/** Whether a row is filled in and would be sent. */
export function isReady(row: GridRow): boolean {
  const { task, worked, typed, isOut, state } = row
  if (task === null || worked === null || isOut || state.kind !== 'open') return false
  const ticked = task.checklist.every(({ id }) => typed.checklist.includes(id))
  return worked.ready && ticked && task.commands.some(({ type, allowed }) => type === 'complete' && allowed)
}

async function sendRow(row: GridRow, personId: string, put: (id: string, state: RowState) => void): Promise<void> {
  const { summary, task, typed } = row
  put(summary.id, { kind: 'sending' })
  const meant = { taskId: summary.id, ...typed }
  const fields = task?.form.map(({ name, title, type }) => ({ name, title, type })) ?? []
  const part = { meant, fields, title: summary.title, revision: task?.revision ?? summary.revision }
  const finished = await finishLane([part], { personId, caseKey: summary.correlationKey }, () => undefined)
  if (finished.kind === 'refused') put(summary.id, { kind: 'refused', problem: finished.problem })
  else put(summary.id, { kind: finished.kind })
}

async function inTurns(rows: readonly GridRow[], act: (row: GridRow) => Promise<void>): Promise<void> {
  const left = [...rows]
  const work = async (): Promise<void> => {
    for (let row = left.shift(); row !== undefined; row = left.shift()) await act(row)
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}

function typedBefore(task: TaskBody | null): Typed {
  return task?.draft ? { ...nothingTyped, answers: task.draft as Record<string, JsonValue> } : nothingTyped
}

/** Keeps what is typed on the server a moment after each change, so that a reload loses no row. */
function useRowDrafts(typed: Record<string, Typed>, states: Record<string, RowState>): void {
  const saved = useRef<Record<string, string>>({})
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const [taskId, { answers }] of Object.entries(typed)) {
        const text = JSON.stringify(answers)
        const kind = states[taskId]?.kind ?? 'open'
        if (kind !== 'open' || saved.current[taskId] === text) continue
        saved.current[taskId] = text
        saveDraft(taskId, answers).catch(() => delete saved.current[taskId])
      }
    }, draftAfterMs)
    return () => clearTimeout(timer)
  }, [typed, states])
}
