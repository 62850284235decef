import type { Field } from '#engine/model/form.ts'
import type { Plan } from '#engine/model/plan.ts'
import type { JsonObject } from '#engine/model/text.ts'
import { parseInstant } from '#engine/time/instant.ts'
import { dayOf, instantAt } from '#engine/time/zone.ts'
import { Problem } from '../problem.ts'

/** Launch inputs with what the given anchors say about them, and the anchors that no field stands for. */
export interface AnchoredInputs {
  inputs: JsonObject
  anchors: Record<string, string>
}

const dayStartOf = /^dayStart\((\w+)\)$/

/**
 * An anchor may be given by its own name or as the launch field it is counted from; given twice, both must agree.
 * Days are those of the store's zone. Codes: ANCHOR_UNKNOWN, ANCHORS_DISAGREE, INVALID_DATE.
 */
export function fillAnchors(
  plan: Plan,
  inputs: JsonObject,
  given: Record<string, string>,
  zone: string,
): AnchoredInputs {
  const filled: AnchoredInputs = { inputs: { ...inputs }, anchors: {} }
  for (const [name, text] of Object.entries(given)) {
    const parsed = parseInstant(text)
    if (!parsed.ok) throw problemAt(name, 'INVALID_DATE', parsed.refusal.message)
    const field = fieldBehind(plan, name)
    if (field) takeField(filled, name, field, parsed.value, zone)
    else if (plan.anchors.some((anchor) => anchor.name === name)) filled.anchors[name] = parsed.value
    else {
      const known = plan.anchors.map((anchor) => anchor.name).join(', ')
      throw problemAt(name, 'ANCHOR_UNKNOWN', `${plan.sop} has no anchor "${name}"; it has ${known}.`)
    }
  }
  return filled
}

/** The launch field an anchor name stands for: of that name, or the one its expression is made of. */
function fieldBehind(plan: Plan, name: string): Field | undefined {
  const at = plan.anchors.find((anchor) => anchor.name === name)?.at ?? name
  const fieldName = dayStartOf.exec(at)?.[1] ?? at
  return plan.launch.find((field) => field.name === fieldName && (field.type === 'date' || field.type === 'datetime'))
}

function takeField(filled: AnchoredInputs, name: string, field: Field, instant: string, zone: string): void {
  const typed = filled.inputs[field.name]
  const day = dayOf(instant, zone)
  if (typed === undefined || typed === null) {
    filled.inputs[field.name] = field.type === 'date' ? day : instant
    return
  }
  const same = field.type === 'date' ? typed === day && instantAt(day, '00:00', zone) === instant : typed === instant
  if (same) return
  const detail = `Anchor ${name} is ${instant} but the field ${field.name} says ${JSON.stringify(typed)}. Give one of them, or both alike.`
  throw problemAt(name, 'ANCHORS_DISAGREE', detail)
}

function problemAt(
  name: string,
  code: 'INVALID_DATE' | 'ANCHOR_UNKNOWN' | 'ANCHORS_DISAGREE',
  detail: string,
): Problem {
  return new Problem(code, detail, { errors: [{ pointer: `/anchors/${name}`, code, detail }] })
}
