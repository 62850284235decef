import { useId } from 'react'
import type { Text } from '#engine/model/text.ts'
import { Toggle } from '../kit/field/toggle.tsx'
import { usePick, useText } from '../text/use-text.ts'

export interface ChecklistProps {
  items: readonly { id: string; title: Text }[]
  ticked: readonly string[]
  /** Submitting was tried: what is open is marked. */
  tried: boolean
  onChange: (ticked: string[]) => void
}

/** Points to be ticked one by one before a step can end. */
export function Checklist({ items, ticked, tried, onChange }: ChecklistProps) {
  const t = useText('forms')
  const pick = usePick()
  const id = useId()
  if (items.length === 0) return null
  const open = items.filter((item) => !ticked.includes(item.id)).length
  return (
    <fieldset className="checklist" aria-describedby={id}>
      <legend>{t('checklist')}</legend>
      {items.map((item) => (
        <Toggle
          key={item.id}
          value={ticked.includes(item.id)}
          onChange={(on) => onChange(on ? [...ticked, item.id] : ticked.filter((other) => other !== item.id))}
        >
          {pick(item.title)}
        </Toggle>
      ))}
      <p id={id} className={tried && open > 0 ? 'field-error' : 'field-hint'}>
        {t('checklistOpen', { open })}
      </p>
    </fieldset>
  )
}
