import type { z } from 'zod'
import type { Field } from '#engine/model/form.ts'
import type { Plan } from '#engine/model/plan.ts'
import type { AuditHit } from '#db/reads/audit-search.ts'
import type { AuditHitShape } from '../contract/audit.ts'
import { maskPersonal } from '../door/personal-text.ts'

export type ShownAuditHit = z.infer<typeof AuditHitShape>

/** A fact of some run as a line of a search: who, what, where, why, and the money it names. */
export function showAuditHit(plan: Plan, hit: AuditHit): ShownAuditHit {
  const step = plan.steps.find(({ id }) => id === hit.stepId)
  return {
    runId: hit.sopRunId,
    seq: hit.seq,
    type: hit.type,
    at: hit.at,
    actor: { personId: hit.personId, name: hit.personName, role: hit.role },
    onBehalfOf: hit.onBehalfOf === null ? null : { personId: hit.onBehalfOf, name: hit.onBehalfOfName },
    door: hit.door,
    stepId: hit.stepId,
    stepTitle: step?.title ?? null,
    instanceKey: hit.stepKey,
    storeId: hit.storeId,
    sopId: hit.sop,
    sopTitle: plan.title,
    version: hit.version,
    correlationKey: hit.correlationKey,
    reason: hit.reason === null ? null : maskPersonal(hit.reason),
    amounts: amountsOf(step?.form ?? plan.launch, hit.answers ?? {}),
  }
}

/** Names of every money field of these playbooks: what a search for an amount looks into. */
export function moneyFields(plans: readonly Plan[]): string[] {
  const forms = plans.flatMap((plan) => [plan.launch, ...plan.steps.map((step) => step.form)])
  return [...new Set(forms.flatMap((form) => form.filter(isMoney).map(({ name }) => name)))]
}

function amountsOf(form: readonly Field[], answers: Record<string, unknown>): ShownAuditHit['amounts'] {
  return form.filter(isMoney).flatMap(({ name, title }) => {
    const fen = answers[name]
    return typeof fen === 'number' ? [{ field: name, title, fen }] : []
  })
}

function isMoney(field: Field): boolean {
  return field.type === 'money' && field.pii !== true
}
