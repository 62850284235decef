import { msOf, toIso } from '../time/instant.ts'
import type { Cue, CueSheet, Pause, Prompt } from './cue-sheet.ts'

/** Where a cue stands: over, on air, first or later of those to come, or passed without having been tapped. */
export type CuePlace = 'past' | 'now' | 'next' | 'later' | 'left'

export interface PlacedCue extends Cue {
  place: CuePlace
  /** As things stand; of a cue that is over, when it really was. */
  expectedStartAt: string
  expectedEndAt: string
}

/** What is on air at an instant. Milliseconds; `offsetMs` and `overMs` are positive when behind. */
export interface RunOfShow {
  phase: 'before' | 'onAir' | 'between' | 'over'
  cues: readonly PlacedCue[]
  now: PlacedCue | null
  next: PlacedCue | null
  /** Of the cue on air; negative once it runs over. It stands still during a pause. */
  remainingMs: number | null
  startedAt: string | null
  paused: Pause | null
  /** How far the cue on air is behind its plan as it will end. */
  offsetMs: number
  expectedEndAt: string
  /** How far the whole is expected to run past its end. */
  overMs: number
  /** Reminder to be said now; held back during a pause and then given once. */
  prompt: Prompt | null
  nextPrompt: Prompt | null
  promptsSaid: number
}

/** Reads a cue sheet at an instant (epoch ms): what is on air, what follows when, how far ahead or behind it is. */
export function runOfShow(sheet: CueSheet, nowMs: number): RunOfShow {
  const at = standing(sheet, nowMs)
  const paused = sheet.pauses.find((pause) => pause.to === null) ?? null
  const cues = placed(sheet, at, nowMs)
  const now = cues.find((cue) => cue.place === 'now') ?? null
  const last = cues.at(-1)!
  const expectedEndAt = last.expectedEndAt
  const phase = phaseOf(sheet, at, nowMs)
  return {
    phase,
    cues,
    now,
    next: cues.find((cue) => cue.place === 'next') ?? null,
    remainingMs: now === null ? null : remainingOf(sheet, now, at.startedMs, nowMs),
    startedAt: now === null ? null : toIso(at.startedMs),
    paused,
    offsetMs: now === null ? 0 : msOf(now.expectedEndAt) - plannedEndMs(sheet, at.index, nowMs),
    expectedEndAt,
    overMs: phase === 'over' ? 0 : msOf(expectedEndAt) - msOf(sheet.endAt),
    ...promptsAt(sheet, nowMs, phase === 'over' || paused !== null),
  }
}

interface Standing {
  /** Place in the list of the cue on air, or of the next when none is; the list's length when all are over. */
  index: number
  onAir: boolean
  /** When the cue on air began. */
  startedMs: number
}

/** The cue after the last one done is on, from the moment the one before it ended; a fixed one not before its instant. */
function standing(sheet: CueSheet, nowMs: number): Standing {
  const { cues } = sheet
  const lastDone = cues.findLastIndex((cue) => cue.status === 'done')
  const index = cues.findIndex((cue, place) => place > lastDone && !isOver(cue))
  if (index < 0) return { index: cues.length, onAir: false, startedMs: nowMs }
  const cue = cues[index]!
  const ends = cues.slice(0, index).flatMap(({ endedAt }) => (endedAt === null ? [] : [msOf(endedAt)]))
  const plannedMs = msOf(cue.plannedStartAt)
  const begun = cue.status === 'open' || cue.status === 'claimed'
  if (ends.length === 0) return { index, onAir: begun || (cue.fixed && nowMs >= plannedMs), startedMs: plannedMs }
  const endMs = Math.max(...ends)
  const startedMs = cue.fixed ? Math.max(plannedMs, endMs) : endMs
  return { index, onAir: nowMs >= startedMs, startedMs }
}

function phaseOf(sheet: CueSheet, at: Standing, nowMs: number): RunOfShow['phase'] {
  if (at.index >= sheet.cues.length) return 'over'
  if (at.onAir) return 'onAir'
  return sheet.cues.some((cue) => cue.endedAt !== null && msOf(cue.endedAt) <= nowMs) ? 'between' : 'before'
}

function placed(sheet: CueSheet, at: Standing, nowMs: number): PlacedCue[] {
  let freeMs: number | null = null
  let nextGiven = false
  let endedMs: number | null = null
  return sheet.cues.map((cue, index): PlacedCue => {
    if (isOver(cue)) {
      const overMs = cue.endedAt === null ? msOf(cue.plannedStartAt) : msOf(cue.endedAt)
      const beganMs =
        cue.startedAt !== null ? msOf(cue.startedAt) : Math.min(overMs, endedMs ?? msOf(cue.plannedStartAt))
      if (cue.endedAt !== null) endedMs = Math.max(endedMs ?? overMs, overMs)
      return place(cue, 'past', beganMs, overMs)
    }
    if (index < at.index) return place(cue, 'left', msOf(cue.plannedStartAt), msOf(cue.plannedStartAt) + cue.durationMs)
    if (index === at.index && at.onAir) {
      freeMs = Math.max(nowMs, at.startedMs + cue.durationMs + pausedMs(sheet, at.startedMs, nowMs))
      return place(cue, 'now', at.startedMs, freeMs)
    }
    const plannedMs = msOf(cue.plannedStartAt)
    const startMs = freeMs === null ? Math.max(plannedMs, nowMs) : cue.fixed ? Math.max(plannedMs, freeMs) : freeMs
    freeMs = startMs + cue.durationMs
    const which = nextGiven ? 'later' : 'next'
    nextGiven = true
    return place(cue, which, startMs, freeMs)
  })
}

function place(cue: Cue, where: CuePlace, startMs: number, endMs: number): PlacedCue {
  return { ...cue, place: where, expectedStartAt: toIso(startMs), expectedEndAt: toIso(endMs) }
}

function remainingOf(sheet: CueSheet, cue: Cue, startedMs: number, nowMs: number): number {
  return cue.durationMs - (nowMs - startedMs - pausedMs(sheet, startedMs, nowMs))
}

/** When the plan, as it stands, ends a cue: where the next one of the row begins, or its own time after its own start. */
function plannedEndMs(sheet: CueSheet, index: number, nowMs: number): number {
  const cue = sheet.cues[index]!
  const next = sheet.cues[index + 1]
  const startMs = msOf(cue.plannedStartAt)
  // A pause that goes on has not moved the plan yet; it will.
  if (next !== undefined && !next.fixed) return msOf(next.plannedStartAt) + openPauseMs(sheet, nowMs)
  if (cue.fixed) return startMs + cue.durationMs
  return startMs + cue.durationMs + pausedMs(sheet, startMs, nowMs)
}

function openPauseMs(sheet: CueSheet, nowMs: number): number {
  const open = sheet.pauses.find((pause) => pause.to === null)
  return open === undefined ? 0 : Math.max(0, nowMs - msOf(open.from))
}

/** Time of pauses within a stretch. */
function pausedMs(sheet: CueSheet, fromMs: number, toMs: number): number {
  return sheet.pauses.reduce((sum, pause) => {
    const start = Math.max(fromMs, msOf(pause.from))
    const end = Math.min(toMs, pause.to === null ? toMs : msOf(pause.to))
    return sum + Math.max(0, end - start)
  }, 0)
}

function promptsAt(sheet: CueSheet, nowMs: number, held: boolean) {
  const due = sheet.prompts.filter((prompt) => msOf(prompt.dueAt) <= nowMs)
  // Only the last one counts: several that fell into a pause are said once.
  const latest = due.at(-1)
  return {
    prompt: held || latest === undefined || isOver(latest) ? null : latest,
    nextPrompt: sheet.prompts.find((prompt) => msOf(prompt.dueAt) > nowMs && !isOver(prompt)) ?? null,
    promptsSaid: sheet.prompts.filter((prompt) => prompt.status === 'done').length,
  }
}

function isOver({ status }: Pick<Cue, 'status'>): boolean {
  return status === 'done' || status === 'skipped' || status === 'cancelled'
}
