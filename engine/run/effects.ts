import type { Plan } from '../model/plan.ts'
import type { Effect, RunEvent } from '../model/run-event.ts'
import type { SopRun, Step } from '../model/sop-run.ts'
import type { JsonObject } from '../model/text.ts'
import { noticeKinds } from '../notice/notice-kinds.ts'
import { barredFrom } from './steps.ts'

/** What the shell must do because of an event. Effects are no part of the truth: doing one twice must be harmless. */
export function effectsOf(plan: Plan, run: SopRun, event: RunEvent): Effect[] {
  const data = event.data
  switch (event.type) {
    case 'facts.requested': {
      const queries = data['queries'] as unknown as { name: string; query: string; with: JsonObject }[]
      return [{ kind: 'facts', stepKey: event.stepKey ?? '', queries, look: data['look'] === true }]
    }
    case 'automation.asked': {
      const { call, attempt, activity, input } = data as unknown as {
        call: number
        attempt: number
        activity: string
        input: JsonObject
      }
      return [{ kind: 'automation', stepKey: event.stepKey!, call, attempt, activity, input }]
    }
    case 'child.asked':
      return [
        {
          kind: 'launch',
          childKey: data['childKey'] as string,
          sop: data['sop'] as string,
          inputs: data['inputs'] as JsonObject,
        },
      ]
    case 'run.completed':
    case 'run.cancelled':
      return [...reportToParent(run, event), ...notices(plan, run, event)]
    default:
      return notices(plan, run, event)
  }
}

function reportToParent(run: SopRun, event: RunEvent): Effect[] {
  const { parentRunId, parentChildKey: childKey, outcome, record } = run
  if (parentRunId === null || childKey === null) return []
  return [{ kind: 'report', parentRunId, childKey, outcome: outcome ?? event.type, record: record ?? {} }]
}

const told: readonly RunEvent['type'][] = noticeKinds

function notices(plan: Plan, run: SopRun, event: RunEvent): Effect[] {
  if (!told.includes(event.type)) return []
  const step = event.stepKey === undefined ? undefined : run.steps[event.stepKey]
  const roles = rolesTold(event, step)
  const named = roles.flatMap((role) => run.roster[role] ?? [])
  const persons = [...new Set([...personsTold(event, step), ...named])].filter((person) => person !== event.personId)
  const open = roles.filter((role) => !run.roster[role]?.length)
  if (open.length === 0 && persons.length === 0) return []
  const except = event.type === 'approval.opened' && step ? barredFrom(plan, run, step) : []
  const { stepKey = null, seq, type: notice } = event
  return [
    { kind: 'notify', stepKey, seq, roles: open, persons, except, notice, urgent: isUrgent(plan, run, event.stepId) },
  ]
}

const ofTheHolder: readonly RunEvent['type'][] = ['step.reminded', 'step.overdue']

/** What somebody has taken is no news to everybody else of the role. */
function rolesTold(event: RunEvent, step: Step | undefined): string[] {
  const roles = (event.data['tell'] as string[] | undefined) ?? []
  const held = ofTheHolder.includes(event.type) && event.data['approval'] === undefined && step?.assignee
  return held ? roles.filter((role) => role !== step.role) : roles
}

function personsTold(event: RunEvent, step: Step | undefined): string[] {
  const persons = (event.data['tellPersons'] as string[] | undefined) ?? []
  const { from, mentions } = event.data as { from?: string | null; mentions?: string[] }
  if (event.type === 'step.assigned' && typeof from === 'string') return [...persons, from]
  if (event.type === 'comment.added') return mentions ?? []
  if (event.type === 'approval.rejected' && step) return [step.requester ?? step.assignee ?? ''].filter(Boolean)
  return persons
}

/** R-ESC.0: hard clocks, livestreams under way and complaints of grade L3 and L4 are told day and night. */
function isUrgent(plan: Plan, run: SopRun, stepId: string | undefined): boolean {
  const step = plan.steps.find((item) => item.id === stepId)
  const grade = run.values['graded'] ?? run.values['grade']
  return step?.hard === true || step?.escalation === 'live' || grade === 'L3' || grade === 'L4'
}
