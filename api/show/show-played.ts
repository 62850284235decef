import type { z } from 'zod'
import type { Plan } from '#engine/model/plan.ts'
import type { Played } from '#engine/rehearsal/play.ts'
import type { PlayedShape } from '../contract/rehearsals.ts'
import { publicCode } from '../problem-codes.ts'
import { showStep, stepPlanOf } from './show-step.ts'

/** What a play brought about, in the shapes of a real run. */
export function showPlayed(plan: Plan, played: Played): z.infer<typeof PlayedShape> {
  const runId = played.run?.id ?? ''
  const now = played.events.at(-1)?.at ?? ''
  return {
    status: played.run?.status ?? null,
    steps: played.steps.map((step) =>
      showStep(runId, stepPlanOf(plan, step.stepId), step, step.answers, { nameOf: () => null, now }),
    ),
    events: played.events.map((event) => ({
      seq: event.seq,
      type: event.type,
      at: event.at,
      actor: { personId: event.personId, role: event.role ?? null },
      onBehalfOf: event.onBehalfOf ?? null,
      door: event.door,
      stepId: event.stepId ?? null,
      instanceKey: event.stepKey ?? null,
      data: event.data,
      hash: event.hash,
    })),
    refusals: played.refusals.map(({ at, code, detail, errors }) => ({
      at,
      code: publicCode(code),
      detail,
      ...(errors
        ? { errors: errors.map(({ pointer, code: found, detail: said }) => ({ pointer, code: found, detail: said })) }
        : {}),
    })),
    outcome: played.outcome,
    record: played.record,
    values: played.run?.values ?? {},
    anchors: played.run?.anchors ?? {},
  }
}
