import type { RunCommand } from '#engine/model/command.ts'
import type { FormFinding } from '#engine/model/form.ts'
import type { Actor } from '#engine/model/people.ts'
import { systemActor } from '#engine/model/people.ts'
import type { Plan } from '#engine/model/plan.ts'
import type { Refusal } from '#engine/model/refusal.ts'
import type { SopRun, Step } from '#engine/model/sop-run.ts'
import type { JsonObject, JsonValue } from '#engine/model/text.ts'
import { possibleCommands } from '#engine/rules/possible-commands.ts'
import { takeTurn } from '#engine/turn.ts'
import { runFact } from '#db/facts/run-fact.ts'
import type { House } from '../house.ts'
import { inPlanOrder } from '../show/show-run.ts'
import { stepPlanOf } from '../show/show-step.ts'

/** Answers somebody means to give to a step. */
export interface MeantAnswers {
  answers: JsonObject
  reasons?: Record<string, string> | undefined
  checklist?: string[] | undefined
}

/** What would come of it. `guessed`: what is still missing was filled in to look further. */
export interface Tried {
  run: SopRun
  refusal: Refusal | null
  findings: FormFinding[]
  guessed: boolean
}

const longestLane = 12
/** Work that may wait longer than this is another sitting's. */
const sittingMs = 24 * 60 * 60_000

/** A copy of a run on which one person's next acts are tried with the engine's own rules; nothing of it is kept. */
export class LaneTrial {
  readonly #house: House
  readonly #plan: Plan
  readonly #actor: Actor
  readonly #now: string
  #acts = 0

  constructor(house: House, plan: Plan, actor: Actor) {
    this.#house = house
    this.#plan = plan
    this.#actor = actor
    this.#now = house.deps.now()
  }

  /** Completes a step as meant; where texts or files are still missing, also as if they had been given. */
  async complete(run: SopRun, step: Step, meant: MeantAnswers): Promise<Tried> {
    const tried = await this.#act(run, step, meant)
    if (tried.refusal === null) return { ...tried, findings: [], guessed: false }
    const findings = tried.refusal.errors ?? []
    const guess = this.#guessed(step, findings)
    if (guess === null) return { run, refusal: tried.refusal, findings, guessed: false }
    const onGuess = await this.#act(run, step, { ...meant, answers: { ...meant.answers, ...guess } })
    return { run: onGuess.refusal ? run : onGuess.run, refusal: onGuess.refusal, findings, guessed: true }
  }

  /** The step this person would go on with, or null when it is somebody else's turn, or not now. */
  following(run: SopRun, seen: ReadonlySet<string>): Step | null {
    if (seen.size >= longestLane) return null
    const mine = inPlanOrder(this.#plan, run).find((step) => !seen.has(step.key) && this.#isNext(run, step))
    return mine ?? null
  }

  #isNext(run: SopRun, step: Step): boolean {
    if (step.status !== 'open' && step.status !== 'claimed') return false
    const { kind } = stepPlanOf(this.#plan, step.stepId)
    if (kind !== 'task' && kind !== 'decision') return false
    const waits = step.dueAt === null ? 0 : Date.parse(step.dueAt) - Date.parse(step.openedAt ?? this.#now)
    if (waits > sittingMs && !step.hard) return false
    const complete = possibleCommands(this.#plan, run, step.key, this.#actor, this.#now).find(
      ({ type }) => type === 'complete',
    )
    return complete?.allowed === true
  }

  async #act(run: SopRun, step: Step, meant: MeantAnswers): Promise<{ run: SopRun; refusal: Refusal | null }> {
    const { answers, reasons, checklist } = meant
    return this.#turn(run, this.#actor, {
      type: 'complete',
      stepKey: step.key,
      answers,
      ...(reasons ? { reasons } : {}),
      ...(checklist ? { checklist } : {}),
    })
  }

  async #turn(run: SopRun, actor: Actor, command: RunCommand): Promise<{ run: SopRun; refusal: Refusal | null }> {
    this.#acts += 1
    const envelope = { commandId: `lane-${this.#acts}`, sopRunId: run.id, actor, door: 'rehearsal' as const, command }
    const turn = takeTurn(this.#plan, run, envelope, this.#now, this.#house.programs)
    if (turn.refusal || !turn.run) return { run, refusal: turn.refusal ?? null }
    let after = turn.run
    for (const effect of turn.effects) {
      if (effect.kind !== 'facts') continue
      const facts: JsonObject = {}
      for (const { name, query, with: given } of effect.queries)
        facts[name] = await runFact(this.#house.deps.db, run.storeId, this.#now, query, given, run.id)
      after = (await this.#turn(after, systemActor, { type: 'recordFacts', stepKey: effect.stepKey, facts })).run
    }
    return { run: after, refusal: null }
  }

  /** Texts, files and instants rarely decide a way; anything else that is missing must be answered first. */
  #guessed(step: Step, findings: readonly FormFinding[]): JsonObject | null {
    const { form } = stepPlanOf(this.#plan, step.stepId)
    const guess: JsonObject = {}
    for (const { code, pointer } of findings) {
      const field = form.find(({ name }) => pointer === `/answers/${name}`)
      if (code === 'CHECKLIST') return null
      if (!field || (code !== 'REQUIRED' && code !== 'TOO_FEW')) return null
      const stand: JsonValue | undefined = standsFor(field.type, field.atLeast ?? 1, this.#now)
      if (stand === undefined) return null
      guess[field.name] = stand
    }
    return guess
  }
}

function standsFor(type: string, least: number, now: string): JsonValue | undefined {
  if (type === 'text' || type === 'file') return '…'
  if (type === 'files') return Array.from({ length: least }, () => '…')
  if (type === 'datetime') return now
  return undefined
}
