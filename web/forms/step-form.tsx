import type { FormFinding } from '#engine/model/form.ts'
import type { JsonValue, Text } from '#engine/model/text.ts'
import { Note } from '../kit/note/note.tsx'
import { usePick, useText } from '../text/use-text.ts'
import { Checklist } from './checklist.tsx'
import { FieldRow } from './field-row.tsx'
import './forms.css'
import type { FileDoor } from './file-door.ts'
import { ReasonField } from './reason-field.tsx'
import type { FieldBody, Typed, WorkedForm } from './work-out.ts'
import { fieldOf } from './field-of.ts'
import { reasonKeyOf, withAnswer } from './work-out.ts'

export interface StepFormProps {
  fields: readonly FieldBody[]
  worked: WorkedForm
  typed: Typed
  onChange: (typed: Typed) => void
  checklist?: readonly { id: string; title: Text }[]
  /** Findings of the house, where it said no; they stand until their field is changed. */
  refused?: readonly FormFinding[]
  /** Submitting was tried: what is missing is marked too. */
  tried?: boolean
  /** Where files go; left out, the form takes none. */
  files?: FileDoor
}

/** A form of a playbook: a step's, or the one a run is launched with. */
export function StepForm(props: StepFormProps) {
  const { fields, worked, typed, onChange, checklist = [], refused = [], tried = false, files } = props
  const findings = [...refused, ...worked.findings.filter((one) => !refused.some((same) => sameFinding(same, one)))]
  const set = (name: string, value: JsonValue): void =>
    onChange({ ...typed, answers: withAnswer(typed.answers, name, value) })
  const giveReason = (key: string, reason: string): void =>
    onChange({ ...typed, reasons: { ...typed.reasons, [key]: reason } })
  return (
    <div className="step-form">
      {fields
        .filter(({ name }) => worked.shown.has(name))
        .map((field) => (
          <FieldRow
            key={field.name}
            field={field}
            value={worked.values[field.name] ?? null}
            isTyped={field.name in typed.answers}
            required={worked.required.has(field.name)}
            findings={findings.filter(({ pointer }) => fieldOf(pointer) === field.name)}
            tried={tried}
            reasons={typed.reasons}
            onChange={(value) => set(field.name, value)}
            onReason={giveReason}
            {...(files ? { files } : {})}
          />
        ))}
      <WholeFindings findings={findings} reasons={typed.reasons} onReason={giveReason} fields={fields} />
      <Checklist
        items={checklist}
        ticked={typed.checklist}
        tried={tried}
        onChange={(ticked) => onChange({ ...typed, checklist: ticked })}
      />
    </div>
  )
}

/** What the rules say of the form as a whole. */
function WholeFindings(props: {
  findings: readonly FormFinding[]
  fields: readonly FieldBody[]
  reasons: Record<string, string>
  onReason: (key: string, reason: string) => void
}) {
  const pick = usePick()
  const t = useText('forms')
  const whole = props.findings.filter(({ pointer, code }) => {
    const name = fieldOf(pointer)
    return code !== 'CHECKLIST' && !props.fields.some((field) => field.name === name)
  })
  return whole.map((finding) => {
    const key = reasonKeyOf(finding)
    return (
      <Note key={`${finding.code}${finding.pointer}`} tone={toneOf(finding)}>
        <p>{finding.says ? pick(finding.says) : finding.detail}</p>
        {finding.grade === 'warn' && (
          <ReasonField
            label={t('reason')}
            value={props.reasons[key] ?? ''}
            onChange={(text) => props.onReason(key, text)}
          />
        )}
      </Note>
    )
  })
}

function toneOf({ grade }: FormFinding): 'bad' | 'warn' | 'info' {
  return grade === 'block' ? 'bad' : grade
}

function sameFinding(one: FormFinding, other: FormFinding): boolean {
  return one.pointer === other.pointer && (one.code === other.code || one.says?.zh === other.says?.zh)
}
