import type { z } from 'zod'
import type { Plan, StepPlan } from '#engine/model/plan.ts'
import type { DefinitionHeading } from '#db/reads/definitions.ts'
import type { Sop, SopSummary } from '../contract/sops.ts'

export type ShownSopSummary = z.infer<typeof SopSummary>
export type ShownSop = z.infer<typeof Sop>

/** A playbook in a list. `mayStartIn`: stores in which the caller may launch it. */
export function showSopSummary(plan: Plan, mayStartIn: string[]): ShownSopSummary {
  return {
    id: plan.sop,
    version: plan.version,
    sha256: plan.sha256,
    title: plan.title,
    purpose: plan.purpose,
    hosting: plan.hosting,
    stepCount: plan.steps.length,
    starters: plan.starters,
    mayStartIn,
    live: plan.steps.some(({ kind }) => kind === 'cue'),
    launchFields: plan.launch.map(({ name }) => name),
  }
}

/** A playbook whole: launch form, roles, stages and steps. */
export function showSop(plan: Plan, mayStartIn: string[], versions: readonly DefinitionHeading[]): ShownSop {
  const inputs = new Set(plan.launch.map((field) => field.name))
  return {
    ...showSopSummary(plan, mayStartIn),
    versions: versions.map(({ version, sha256, publishedAt }) => ({ version, sha256, publishedAt: publishedAt ?? '' })),
    launch: plan.launch.map((field) => ({ ...field })),
    people: plan.people ?? null,
    anchors: plan.anchors.map(({ name, at }) => ({ name, field: inputs.has(at) ? at : null })),
    parameters: plan.parameters.map((parameter) => ({ ...parameter })),
    roles: plan.roles,
    outcomes: plan.outcomes,
    recordTitles: plan.recordTitles ?? {},
    stages: plan.stages.map(({ id, title }) => ({
      id,
      title,
      steps: plan.steps.filter((step) => step.stage === id).map((step) => step.id),
    })),
    steps: plan.steps.map(showSopStep),
  }
}

function showSopStep(step: StepPlan): ShownSop['steps'][number] {
  const roles = [...new Set((step.role?.cases ?? []).map((one) => one.role))]
  return {
    stepId: step.id,
    kind: step.kind,
    stage: step.stage,
    title: step.title,
    hint: step.hint,
    role: roles.length === 1 ? (roles[0] ?? null) : null,
    roles,
    hard: step.hard,
    repeats: step.repeat !== null,
    onDemand: step.onDemand !== null,
    after: step.after.map((before) => before.stepId),
    form: step.form.map((field) => ({ ...field })),
    checklist: step.checklist,
    approval: step.approval !== null,
  }
}
