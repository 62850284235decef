import type { JsonObject, JsonValue } from '../model/text.ts'
import type { SopRun, Step } from '../model/sop-run.ts'
import { layered } from '../expression/evaluate.ts'
import type { Scope } from '../expression/evaluate.ts'
import { indexOf } from './plan-index.ts'
import { currentInstances, isOver } from './steps.ts'
import type { TurnContext } from './turn-context.ts'

/**
 * Names an expression of this run may use: launch fields, answers, results and `set:` values by their bare name,
 * `step_id.field` for each step, `params`, `facts`, `counters`, anchors, `now`, `actor`. A value not there yet is null.
 * `extra` lies on top: the answers being submitted, the entry of a repetition.
 */
export function scopeOf(context: ScopeContext, run: SopRun, extra?: JsonObject): Scope {
  const base = baseScope(context, run)
  return extra ? layered(base, extra) : base
}

type ScopeContext = Pick<TurnContext, 'plan' | 'now' | 'actor'>

const built = new WeakMap<SopRun, { context: ScopeContext; scope: Scope }>()

/** The scope of a state; nobody writes to it, so it serves every expression of a turn that looks at the same state. */
function baseScope(context: ScopeContext, run: SopRun): Scope {
  const known = built.get(run)
  if (known?.context.now === context.now && known.context.actor === context.actor) return known.scope
  const scope: Scope = {}
  const index = indexOf(context.plan)
  for (const name of index.declared) scope[name] = null
  for (const { name, step } of index.qualified) lazily(scope, name, () => summary(run, step.id))
  Object.assign(scope, run.anchors, run.inputs, run.values)
  scope['params'] = run.parameters
  scope['facts'] = run.facts
  scope['counters'] = run.counters
  scope['inputs'] = run.inputs
  scope['now'] = context.now
  scope['calendar'] = run.calendar as unknown as JsonObject
  scope['actor'] = { personId: context.actor.personId, roles: context.actor.roles }
  scope['launchedAt'] = run.launchedAt
  scope['lateStart'] = run.lateStart
  built.set(run, { context, scope })
  return scope
}

/** A member that is worked out when it is first read: most expressions read few of the steps. */
function lazily(scope: Scope, name: string, work: () => JsonValue): void {
  Object.defineProperty(scope, name, {
    enumerable: true,
    configurable: true,
    get: () => {
      const value = work()
      put(scope, name, value)
      return value
    },
    set(this: Scope, value: JsonValue) {
      put(this, name, value)
    },
  })
}

function put(scope: Scope, name: string, value: JsonValue): void {
  Object.defineProperty(scope, name, { value, enumerable: true, configurable: true, writable: true })
}

/** What may be asked of one step: its answers, its state and, when it repeats, the rows answered so far. */
function summary(run: SopRun, stepId: string): JsonObject {
  const instances = currentInstances(run, stepId)
  const latest = latestOf(instances)
  const done = instances.filter((step) => step.status === 'done')
  const approvals = instances.flatMap((step) => step.approvals)
  return {
    ...latest?.answers,
    done: instances.length > 0 && instances.every(isOver) && done.length > 0,
    skipped: instances.length > 0 && instances.every((step) => step.status === 'skipped'),
    open: instances.some((step) => !isOver(step) && step.status !== 'planned'),
    late: instances.some((step) => step.late),
    openedAt: latest?.openedAt ?? null,
    dueAt: latest?.dueAt ?? null,
    completedAt: latest?.completedAt ?? null,
    completedBy: latest?.completedBy ?? null,
    role: latest?.role ?? null,
    at: latest?.effectiveAt ?? null,
    revisedAt: latest?.revisedAt ?? null,
    blockedAt: latest?.blockedAt ?? null,
    visit: latest?.visit ?? 0,
    attempt: latest?.attempt ?? 0,
    overdue: latest?.ladder.overdue ?? 0,
    rows: done.map((step): JsonValue => ({ ...step.answers, at: step.effectiveAt, item: step.item })),
    planned: instances.length,
    approvals: approvals.filter((level) => level.decision !== null).map(approvalRow),
  }
}

function approvalRow(level: Step['approvals'][number]): JsonObject {
  return { role: level.role, decision: level.decision, at: level.at, late: level.late, by: level.by }
}

/** The repetition that was answered last, else the first. */
function latestOf(instances: readonly Step[]): Step | undefined {
  let latest = instances[0]
  for (const step of instances) {
    if (step.completedAt !== null && step.completedAt >= (latest?.completedAt ?? '')) latest = step
  }
  return latest
}
