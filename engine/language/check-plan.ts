import type { Plan } from '../model/plan.ts'
import type { Compiling } from './compiling.ts'
import type { Misshaped } from './flatten-steps.ts'
import { caseShape } from './rules/case-shape.ts'
import { cycles } from './rules/cycles.ts'
import { deadlines } from './rules/deadlines.ts'
import { decisionsTotal } from './rules/decisions-total.ts'
import { duties } from './rules/duties.ts'
import { expressionTypes } from './rules/expression-types.ts'
import { loops } from './rules/loops.ts'
import { moneyApproval } from './rules/money-approval.ts'
import { nameClashes } from './rules/name-clashes.ts'
import { outcomes } from './rules/outcomes.ts'
import { phrases } from './rules/phrases.ts'
import { privateFields } from './rules/private-fields.ts'
import { recordTitles } from './rules/record-titles.ts'
import { reachable } from './rules/reachable.ts'
import { size } from './rules/size.ts'
import { stepShape } from './rules/step-shape.ts'
import { storeData } from './rules/store-data.ts'
import { uniqueIds } from './rules/unique-ids.ts'

/** Every rule over a whole playbook; each notes what it finds, none stops another. */
export function checkPlan(c: Compiling, plan: Plan, misshaped: readonly Misshaped[]): void {
  size(c)
  stepShape(c, misshaped)
  uniqueIds(c)
  nameClashes(c)
  caseShape(c)
  storeData(c)
  expressionTypes(c)
  privateFields(c)
  cycles(c, plan)
  reachable(c, plan)
  loops(c, plan)
  decisionsTotal(c, plan)
  duties(c, plan)
  moneyApproval(c, plan)
  deadlines(c, plan)
  outcomes(c, plan)
  recordTitles(c, plan)
  phrases(c)
}
