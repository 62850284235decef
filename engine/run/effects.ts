import type { Plan } from '../model/plan.ts'
import type { Effect, RunEvent } from '../model/run-event.ts'
import type { SopRun } from '../model/sop-run.ts'
import type { JsonObject } from '../model/text.ts'

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
      return run.parentRunId === null || run.parentChildKey === null
        ? []
        : [
            {
              kind: 'report',
              parentRunId: run.parentRunId,
              childKey: run.parentChildKey,
              outcome: run.outcome ?? event.type,
              record: run.record ?? {},
            },
          ]
    default:
      return notices(plan, event)
  }
}

const told: readonly RunEvent['type'][] = [
  'step.opened',
  'step.reminded',
  'step.overdue',
  'step.escalated',
  'step.returned',
  'step.assigned',
  'approval.opened',
  'incident.raised',
  'notice.sent',
]

function notices(plan: Plan, event: RunEvent): Effect[] {
  if (!told.includes(event.type)) return []
  const roles = (event.data['tell'] as string[] | undefined) ?? []
  const persons = (event.data['tellPersons'] as string[] | undefined) ?? []
  if (roles.length === 0 && persons.length === 0) return []
  const hard = plan.steps.find((step) => step.id === event.stepId)?.hard === true
  return [{ kind: 'notify', stepKey: event.stepKey ?? null, roles, persons, notice: event.type, urgent: hard }]
}
