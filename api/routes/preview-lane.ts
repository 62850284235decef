import type { z } from 'zod'
import { readAnswers } from '#engine/form/read-answers.ts'
import type { SopRun, Step } from '#engine/model/sop-run.ts'
import type { JsonObject, JsonValue } from '#engine/model/text.ts'
import { taskId as taskIdOf } from '#engine/run/step-key.ts'
import { readDraft } from '#db/reads/draft-of.ts'
import { readRun } from '#db/reads/run-state.ts'
import { Lane, LaneRequest } from '../contract/lane.ts'
import type { SeenTask } from '../door/access.ts'
import { demand, notFound, seenTask } from '../door/access.ts'
import { actorIn, readsPii, roleAsked } from '../door/act.ts'
import type { MeantAnswers, Tried } from '../door/lane.ts'
import { LaneTrial } from '../door/lane.ts'
import type { House, Route } from '../house.ts'
import { showForm } from '../show/show-form.ts'
import { inPlanOrder } from '../show/show-run.ts'
import { stepPlanOf } from '../show/show-step.ts'
import { problems } from './answers.ts'
import { taskParams } from './task-params.ts'

type ShownLane = z.infer<typeof Lane>
type ShownLaneStep = ShownLane['steps'][number]

/** POST /tasks/{taskId}/lane: the steps of this case that would fall to the caller one after the other. Nothing is kept. */
export const previewLane: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/tasks/:taskId/lane',
    config: { right: 'run.act' },
    schema: {
      tags: ['tasks'],
      summary: 'Preview of the steps that follow',
      params: taskParams,
      body: LaneRequest,
      response: { 200: Lane, ...problems },
    },
    handler: async (request) => {
      const task = await seenTask(house, request, request.params.taskId)
      demand(request, 'run.act', task.object)
      const recorded = await readRun(house.deps.db, task.run.id)
      if (!recorded) throw notFound(`task ${task.taskId}`)
      const view = {
        personId: request.caller.personId,
        readsPii: readsPii(request, task),
        actor: actorIn(request, task.run.storeId, roleAsked(task)),
      }
      const given = new Map(request.body.steps.map((step) => [step.taskId, step as MeantAnswers]))
      return lane(house, task, recorded.run, given, view)
    },
  })
}

interface LaneView {
  personId: string
  readsPii: boolean
  actor: ReturnType<typeof actorIn>
}

async function lane(
  house: House,
  task: SeenTask,
  from: SopRun,
  given: ReadonlyMap<string, MeantAnswers>,
  view: LaneView,
): Promise<ShownLane> {
  const trial = new LaneTrial(house, task.plan, view.actor)
  const steps: ShownLaneStep[] = []
  const seen = new Set<string>()
  let run = from
  let certain = true
  for (let step: Step | null = run.steps[task.step.key] ?? null; step !== null;) {
    seen.add(step.key)
    const id = taskIdOf(run.id, step.key)
    const draft = await draftOf(house, id, view)
    const meant = given.get(id) ?? { answers: draft ?? {} }
    const tried = await tryAnswers(trial, task, run, step, meant)
    steps.push(await showLaneStep(house, task, run, step, { tried, meant, draft, view }))
    certain &&= tried.refusal === null && !tried.guessed
    if (tried.refusal !== null) break
    run = tried.run
    step = trial.following(run, seen)
  }
  return { steps, next: await following(house, task, run, seen), certain, outcome: run.outcome }
}

async function draftOf(house: House, taskId: string, { personId }: LaneView): Promise<JsonObject | null> {
  const sealed = await readDraft(house.deps.db, taskId, personId)
  return sealed === null ? null : ((await house.sealer.open(sealed, true)) as JsonObject)
}

/** What is malformed is found here; the engine judges the rest. */
async function tryAnswers(
  trial: LaneTrial,
  task: SeenTask,
  run: SopRun,
  step: Step,
  meant: MeantAnswers,
): Promise<Tried> {
  const { answers, malformed } = readAnswers(stepPlanOf(task.plan, step.stepId).form, meant.answers)
  if (malformed.length === 0) return trial.complete(run, step, { ...meant, answers })
  const refusal = { code: 'INVALID_ANSWER' as const, message: malformed[0]?.detail ?? '', facts: {} }
  return { run, refusal, findings: malformed, guessed: false }
}

async function showLaneStep(
  house: House,
  task: SeenTask,
  run: SopRun,
  step: Step,
  of: { tried: Tried; meant: MeantAnswers; draft: JsonObject | null; view: LaneView },
): Promise<ShownLaneStep> {
  const plan = stepPlanOf(task.plan, step.stepId)
  const { actor, readsPii: reads } = of.view
  const typed = of.meant.answers
  const { form, law } = showForm(house, { plan: task.plan, run, step, actor, now: house.deps.now(), typed })
  const opened = await house.sealer.open(form as unknown as JsonValue, reads)
  return {
    taskId: taskIdOf(run.id, step.key),
    stepId: step.stepId,
    kind: plan.kind,
    title: plan.title,
    instructions: plan.hint,
    dueAt: step.dueAt,
    hard: step.hard,
    form: opened as unknown as ShownLaneStep['form'],
    law,
    checklist: plan.checklist,
    phrases: plan.phrases ?? [],
    draft: of.draft,
    ready: of.tried.refusal === null && !of.tried.guessed,
    findings: of.tried.findings.map((finding) => ({ ...finding })),
  }
}

/** Steps that would be open and are not part of the lane, with the approval each waits for. */
async function following(
  house: House,
  task: SeenTask,
  run: SopRun,
  seen: ReadonlySet<string>,
): Promise<ShownLane['next']> {
  const open = inPlanOrder(task.plan, run).flatMap((step) => {
    const pending = step.approvals.find((level) => level.openedAt !== null && level.decision === null)
    const waits = step.status === 'submitted' || stepPlanOf(task.plan, step.stepId).kind === 'approval'
    if (waits && pending) return [{ step, role: pending.role, assignee: null, dueAt: pending.dueAt, approval: true }]
    const stands = !seen.has(step.key) && (step.status === 'open' || step.status === 'claimed')
    return stands ? [{ step, role: step.role, assignee: step.assignee, dueAt: step.dueAt, approval: false }] : []
  })
  const nameOf = await house.names.of(open.map(({ assignee }) => assignee))
  return open.map(({ step, ...rest }) => ({
    stepId: step.stepId,
    title: stepPlanOf(task.plan, step.stepId).title,
    assigneeName: nameOf(rest.assignee),
    ...rest,
  }))
}
