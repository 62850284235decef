import type { JsonObject, JsonValue } from '#engine/model/text.ts'
import type { Finding } from '../../../api/api-problem.ts'
import type { SopBody } from '../../../api/sops.ts'
import { FieldRow } from '../../../forms/field-row.tsx'
import { FormStore } from '../../../forms/form-store.ts'
import type { FieldBody } from '../../../forms/work-out.ts'
import { useText } from '../../../text/use-text.ts'

export interface LaunchFieldsProps {
  sop: SopBody
  values: JsonObject
  onChange: (values: JsonObject) => void
  /** What the house found wrong; each is shown at its field. */
  findings: readonly Finding[]
  /** The one store it is launched in, whose people may be named; null with several. */
  storeId: string | null
}

/** The form a playbook is launched with; whoever does which post is chosen beside it. */
export function LaunchFields({ sop, values, onChange, findings, storeId }: LaunchFieldsProps) {
  const t = useText('launch')
  const set = (name: string, value: JsonValue) => {
    const { [name]: _old, ...rest } = values
    onChange(value === null || value === '' ? rest : { ...rest, [name]: value })
  }
  return (
    <FormStore value={storeId}>
      <div className="launch-fields">
        {sop.launch
          .filter((field) => field.name !== sop.people)
          .map((field) => {
            const isLookedUp = field['lookUp'] !== undefined
            const found = findings.filter(({ pointer }) => pointer.split('/')[2] === field.name)
            return (
              <FieldRow
                key={field.name}
                field={field as FieldBody}
                value={(values[field.name] ?? field['preset'] ?? null) as JsonValue}
                isTyped={field.name in values}
                required={field.required && !isLookedUp}
                hint={isLookedUp ? t('filled') : undefined}
                findings={found.map((one) => ({ ...one, grade: one.grade ?? 'block' }))}
                tried
                reasons={{}}
                onChange={(value) => set(field.name, value)}
              />
            )
          })}
      </div>
    </FormStore>
  )
}
