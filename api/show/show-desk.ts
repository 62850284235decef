import type { z } from 'zod'
import type { CueSheet } from '#engine/live/cue-sheet.ts'
import { liveSteps } from '#engine/live/live-steps.ts'
import type { Actor } from '#engine/model/people.ts'
import type { Plan, StepPlan } from '#engine/model/plan.ts'
import type { SopRun, Step } from '#engine/model/sop-run.ts'
import { possibleCommands, possibleOpening } from '#engine/rules/possible-commands.ts'
import { taskId } from '#engine/run/step-key.ts'
import { currentInstances, isActive, pendingApproval } from '#engine/run/steps.ts'
import type { Desk } from '../contract/desk.ts'
import type { NameOf } from '../door/person-names.ts'
import { showCommands } from './show-commands.ts'
import { stepPlanOf } from './show-step.ts'

type ShownDesk = z.infer<typeof Desk>

export interface DeskParts {
  plan: Plan
  run: SopRun
  sheet: CueSheet
  actor: Actor
  nameOf: NameOf
  now: string
}

const offered = ['complete', 'skip', 'revise', 'reopen', 'approve', 'reject']

/** A desk as the API answers it: the cue sheet, and what the caller may do with each of its parts. */
export function showDesk(parts: DeskParts): ShownDesk {
  const { plan, run, sheet, now } = parts
  const live = liveSteps(plan)
  const title = run.inputs['title']
  return {
    runId: run.id,
    seq: run.seq,
    storeId: run.storeId,
    zone: run.calendar.zone,
    sopId: run.sop,
    playbook: plan.title,
    title: typeof title === 'string' ? title : null,
    status: run.status,
    at: now,
    endAt: sheet.endAt,
    cues: sheet.cues.map((cue) => showCue(parts, cue)),
    prompts: sheet.prompts.map((prompt) => ({ ...prompt, ...ofTask(parts, prompt.key) })),
    pauses: [...sheet.pauses],
    interruption: byHand(parts, live.interruption),
    interrupted: interruptedNow(parts, live.interruption),
    extension: byHand(parts, live.extension),
    asks: [live.interruption, live.extension].flatMap((step) => asksOf(parts, step)),
  }
}

function showCue(parts: DeskParts, cue: CueSheet['cues'][number]): ShownDesk['cues'][number] {
  const plan = stepPlanOf(parts.plan, cue.stepId)
  const { answers } = parts.run.steps[cue.key]!
  const wanted = plan.form.filter((field) => field.type === 'int' && (field.required || field.requiredIf !== undefined))
  return {
    ...cue,
    ...ofTask(parts, cue.key),
    form: fieldsOf(plan),
    startField: plan.businessInstant,
    figuresMissing: cue.status === 'done' && wanted.some((field) => (answers[field.name] ?? null) === null),
  }
}

function ofTask({ plan, run, actor, now }: DeskParts, key: string, level?: number) {
  const commands = possibleCommands(plan, run, key, actor, now, level).filter(({ type }) => offered.includes(type))
  return { taskId: taskId(run.id, key, level), commands: showCommands(commands) }
}

function byHand({ plan, run, actor, now }: DeskParts, step: StepPlan | null): ShownDesk['extension'] {
  if (step === null) return null
  const [open] = showCommands([possibleOpening(plan, run, step.id, actor, now)])
  return { stepId: step.id, title: step.title, form: fieldsOf(step), startField: step.businessInstant, open: open! }
}

function interruptedNow(parts: DeskParts, step: StepPlan | null): ShownDesk['interrupted'] {
  const found = step === null ? undefined : currentInstances(parts.run, step.id).find(isActive)
  return found === undefined ? null : { ...ofTask(parts, found.key), revision: found.revision }
}

function asksOf(parts: DeskParts, plan: StepPlan | null): ShownDesk['asks'] {
  const waiting = plan === null ? [] : currentInstances(parts.run, plan.id).filter(isSubmitted)
  return waiting.flatMap((step) => {
    const level = pendingApproval(step)
    if (plan === null || level === undefined) return []
    return [
      {
        ...ofTask(parts, step.key, level.level),
        key: step.key,
        stepId: step.stepId,
        title: plan.title,
        role: level.role,
        revision: step.revision,
        answers: step.answers,
        askedByName: parts.nameOf(step.requester),
      },
    ]
  })
}

function isSubmitted(step: Step): boolean {
  return step.status === 'submitted'
}

function fieldsOf(plan: StepPlan) {
  return plan.form.map((field) => ({ ...field }))
}
