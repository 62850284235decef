import { useText } from '../text/use-text.ts'
import { Field } from '../kit/field/field.tsx'
import { TextInput } from '../kit/field/text-input.tsx'

/** Asks in place why something unusual is right; the reason becomes part of the history. */
export function ReasonField(props: { label: string; value: string; onChange: (reason: string) => void }) {
  const t = useText('forms')
  return (
    <Field label={props.label} hint={t('reasonHint')} required>
      <TextInput value={props.value} maxLength={2000} onChange={props.onChange} />
    </Field>
  )
}
