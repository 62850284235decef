import type { FormOf } from '#engine/history/say-event.ts'
import type { Field } from '#engine/model/form.ts'
import type { SopBody } from '../../api/sops.ts'

/** The form of a step, or the launch form, of the playbook as it was; empty while it is not known. */
export function formsOf(sop: SopBody | undefined): FormOf {
  return (stepId) => {
    const form = sop?.steps.find((step) => step.stepId === stepId)?.form ?? sop?.launch ?? []
    return form as unknown as readonly Field[]
  }
}
