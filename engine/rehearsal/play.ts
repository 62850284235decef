import { newProgramCache } from '../expression/evaluate.ts'
import type { ProgramCache } from '../expression/evaluate.ts'
import type { RunCommand } from '../model/command.ts'
import type { Actor, Roster } from '../model/people.ts'
import type { Plan } from '../model/plan.ts'
import type { FormFinding } from '../model/form.ts'
import type { RefusalCode } from '../model/refusal.ts'
import type { Effect, RunEvent } from '../model/run-event.ts'
import type { RunCalendar, SopRun, Step } from '../model/sop-run.ts'
import type { JsonObject } from '../model/text.ts'
import { superiorChain } from '../domain/superior.ts'
import { stepsInOrder } from '../run/steps.ts'
import { recordOf } from '../rules/end-run.ts'
import { defaultStoreCalendar } from '../time/chinese-holidays.ts'
import { parseInstant } from '../time/instant.ts'
import { nextWakeAt, takeTurn } from '../turn.ts'

/** An act of a person (`by` = role id, or `role#2` for a second person), something from outside, or a command to the run. */
export type PlayAct =
  | ({ at: string; by: string; command: string; stepId?: string; stepKey?: string } & PlayDetails)
  | { at: string; event: { type: string; data?: JsonObject; key?: string } }
  | { at: string; by?: string; command: { type: string } & JsonObject }
  | { at: string; facts: JsonObject }

interface PlayDetails {
  answers?: JsonObject
  reasons?: Record<string, string>
  reason?: string
  level?: number
  checklist?: string[]
  to?: string
}

/** A run to be played in memory on virtual time. Instants RFC 3339; facts by the name the playbook gives them. */
export interface PlayRequest {
  storeId?: string
  inputs: JsonObject
  anchors?: Record<string, string>
  params?: JsonObject
  facts?: JsonObject
  calendar?: RunCalendar
  startAt: string
  /** Virtual time runs on to here after the last act; default: the last act. */
  until?: string
  acts: PlayAct[]
}

export interface PlayRefusal {
  at: string
  code: RefusalCode
  detail: string
  errors?: FormFinding[]
}

/** What came of it. `run` is null when the launch itself was refused. */
export interface Played {
  run: SopRun | null
  steps: Step[]
  events: RunEvent[]
  refusals: PlayRefusal[]
  outcome: string | null
  record: JsonObject | null
}

const playedRunId = 'played-run'
/** Wake-ups one play may take: 45 days of a big sale need a few hundred. */
const wakeUpBudget = 20_000

/**
 * Plays a playbook with the engine of real runs, on virtual time: what falls due happens at its instant, acts of the same
 * instant are in time. Facts and automations answer at once; playbooks it starts count as started.
 */
export function play(plan: Plan, request: PlayRequest): Played {
  const stage = new Stage(plan, request)
  const acts = request.acts
    .map((act) => ({ ...act, at: instant(act.at) }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  stage.launch(instant(request.startAt))
  for (const act of acts) {
    stage.runTo(act.at, false)
    stage.perform(act)
  }
  const until = request.until === undefined ? acts.at(-1)?.at : instant(request.until)
  if (until !== undefined) stage.runTo(until, true)
  return stage.result()
}

function instant(text: string): string {
  const parsed = parseInstant(text)
  if (!parsed.ok) throw new RangeError(parsed.refusal.message)
  return parsed.value
}

class Stage {
  private readonly plan: Plan
  private readonly request: PlayRequest
  private readonly programs: ProgramCache = newProgramCache()
  private readonly events: RunEvent[] = []
  private readonly refusals: PlayRefusal[] = []
  private facts: JsonObject
  private run: SopRun | null = null
  private now = ''
  private commands = 0
  private children = 0

  constructor(plan: Plan, request: PlayRequest) {
    this.plan = plan
    this.request = request
    this.facts = request.facts ?? {}
  }

  launch(at: string): void {
    this.now = at
    this.send(leadActor, {
      type: 'launch',
      sopRunId: playedRunId,
      storeId: this.request.storeId ?? 'rehearsal',
      inputs: this.request.inputs,
      anchors: this.request.anchors ?? {},
      roster: {},
      holders: holdersOf(this.plan, this.request.acts),
      parameters: this.request.params ?? {},
      calendar: this.request.calendar ?? (JSON.parse(JSON.stringify(defaultStoreCalendar)) as RunCalendar),
      correlationKey: null,
    })
  }

  /** Lets time pass; `through` = what falls due in the very last instant happens as well. */
  runTo(until: string, through: boolean): void {
    for (let wakeUps = 0; this.run !== null; wakeUps += 1) {
      if (wakeUps > wakeUpBudget)
        throw new RangeError(`${this.plan.sop} asked for more than ${wakeUpBudget} wake-ups before ${until}.`)
      const wakeAt = nextWakeAt(this.plan, this.run, this.now)
      if (wakeAt === null || wakeAt > until || (wakeAt === until && !through)) break
      if (wakeAt > this.now) this.now = wakeAt
      const before = this.run.seq
      this.send(systemOnStage, { type: 'tick' })
      // An opening may pass without effect: what keeps the step closed is then not time.
      if (this.run.seq === before && nextWakeAt(this.plan, this.run, this.now) === wakeAt)
        throw new RangeError(`${this.plan.sop} stays due at ${wakeAt} without anything happening.`)
    }
    if (until > this.now) this.now = until
  }

  perform(act: PlayAct): void {
    this.now = act.at > this.now ? act.at : this.now
    if ('facts' in act) this.facts = { ...this.facts, ...act.facts }
    else if ('event' in act) {
      const { type, data, key } = act.event
      this.send(systemOnStage, {
        type: 'receiveEvent',
        eventId: `event-${this.commands}`,
        eventType: type,
        key: key ?? null,
        data: data ?? {},
      })
    } else if (typeof act.command === 'string') {
      const { at: _at, by, command, ...details } = act as Extract<PlayAct, { command: string }>
      this.send(actorOf(by), {
        ...details,
        type: command,
        ...(command === 'complete' ? { answers: details.answers ?? {} } : {}),
      } as unknown as RunCommand)
    } else this.send(act.by === undefined ? leadActor : actorOf(act.by), act.command as unknown as RunCommand)
  }

  result(): Played {
    const { run, events, refusals } = this
    if (run === null) return { run, steps: [], events, refusals, outcome: null, record: null }
    const record =
      run.record ?? recordOf({ plan: this.plan, programs: this.programs, now: this.now, actor: systemOnStage }, run)
    return { run, steps: stepsInOrder(this.plan, run), events, refusals, outcome: run.outcome, record }
  }

  private send(actor: Actor, command: RunCommand): void {
    this.commands += 1
    const envelope = {
      commandId: `play-${this.commands}`,
      sopRunId: playedRunId,
      actor,
      door: 'rehearsal' as const,
      command,
    }
    const turn = takeTurn(this.plan, this.run, envelope, this.now, this.programs)
    this.run = turn.run
    this.events.push(...turn.events)
    if (turn.refusal) {
      const { code, message, errors } = turn.refusal
      this.refusals.push({ at: this.now, code, detail: message, ...(errors ? { errors } : {}) })
    }
    for (const effect of turn.effects) this.answer(effect)
  }

  private answer(effect: Effect): void {
    switch (effect.kind) {
      case 'facts': {
        const facts: JsonObject = {}
        for (const query of effect.queries) facts[query.name] = this.facts[query.name] ?? null
        return this.send(systemOnStage, { type: 'recordFacts', stepKey: effect.stepKey, facts })
      }
      case 'automation': {
        const { stepKey, call, attempt } = effect
        return this.send(systemOnStage, { type: 'automationFinished', stepKey, call, attempt, output: {} })
      }
      case 'launch':
        this.children += 1
        return this.send(systemOnStage, {
          type: 'childStarted',
          childKey: effect.childKey,
          runId: `played-child-${this.children}`,
          linked: false,
        })
      case 'report':
      case 'notify':
        return
    }
  }
}

const leadActor: Actor = { personId: 'lead', roles: ['lead'] }
const systemOnStage: Actor = { personId: 'system', roles: [] }

function actorOf(by: string): Actor {
  return { personId: by, roles: [by.replace(/#\d+$/, '')] }
}

/** Everybody who could act: one person per role, and those the acts name besides. */
function holdersOf(plan: Plan, acts: PlayAct[]): Roster {
  const holders: Roster = {}
  const add = (role: string, person: string) => {
    const known = (holders[role] ??= [])
    if (!known.includes(person)) known.push(person)
  }
  for (const role of plan.roles) for (const each of [role, ...superiorChain(role)]) add(each, each)
  for (const act of acts) if ('by' in act && act.by !== undefined) add(act.by.replace(/#\d+$/, ''), act.by)
  return holders
}
