import type { WorkReportBy } from '../../api/boards.ts'
import type { RunSummaryBody } from '../../api/runs.ts'

type Raw = Record<string, unknown>

const boardViews = ['list', 'stages', 'stores'] as const
const runViews = ['steps', 'timeline', 'diagram', 'talk', 'review'] as const
const statuses = ['running', 'paused', 'completed', 'cancelled', 'incident'] as const
const groups = ['person', 'role', 'store', 'playbook', 'step', 'day'] as const

export type BoardView = (typeof boardViews)[number]
export type RunView = (typeof runViews)[number]

/** Filters of the board as they stand in its address. */
export interface BoardSearch {
  view?: BoardView
  storeId?: string
  sopId?: string
  status?: RunSummaryBody['status']
  late?: boolean
  personId?: string
  role?: string
  q?: string
}

export function readBoardSearch(raw: Raw): BoardSearch {
  const late = raw['late'] === true || raw['late'] === 'true'
  return {
    ...oneOf(raw, 'view', boardViews),
    ...oneOf(raw, 'status', statuses),
    ...texts(raw, ['storeId', 'sopId', 'personId', 'role', 'q']),
    ...(late ? { late } : {}),
  }
}

export interface LaunchSearch {
  sopId?: string
  /** Store ids, with commas between. */
  stores?: string
  /** What is filled in already: JSON of the launch form. */
  inputs?: string
}

export function readLaunchSearch(raw: Raw): LaunchSearch {
  const { inputs } = raw
  // The router itself takes JSON in an address apart.
  const kept = typeof inputs === 'object' && inputs !== null ? { inputs: JSON.stringify(inputs) } : {}
  return { ...texts(raw, ['sopId', 'stores', 'inputs']), ...kept }
}

export interface RunSearch {
  view?: RunView
  /** Step that is shown open. */
  step?: string
}

export function readRunSearch(raw: Raw): RunSearch {
  return { ...oneOf(raw, 'view', runViews), ...texts(raw, ['step']) }
}

export interface ReportSearch {
  by?: WorkReportBy
  sopId?: string
  from?: string
  to?: string
}

export function readReportSearch(raw: Raw): ReportSearch {
  return { ...oneOf(raw, 'by', groups), ...texts(raw, ['sopId', 'from', 'to']) }
}

function texts<Name extends string>(raw: Raw, names: readonly Name[]): { [name in Name]?: string } {
  const found = names.flatMap((name) => {
    const value = raw[name]
    return (typeof value === 'string' && value !== '') || typeof value === 'number' ? [[name, String(value)]] : []
  })
  return Object.fromEntries(found) as { [name in Name]?: string }
}

function oneOf<Name extends string, Value extends string>(
  raw: Raw,
  name: Name,
  values: readonly Value[],
): { [name in Name]?: Value } {
  const found = values.find((value) => value === raw[name])
  return (found === undefined ? {} : { [name]: found }) as { [name in Name]?: Value }
}
