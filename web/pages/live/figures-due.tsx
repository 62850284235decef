import { useState } from 'react'
import type { DeskBody, DeskCue } from '../../api/desk.ts'
import { Button } from '../../kit/button/button.tsx'
import { Field } from '../../kit/field/field.tsx'
import { NumberInput } from '../../kit/field/number-input.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import { usePick, useText } from '../../text/use-text.ts'
import { entryName } from './count.ts'
import { figureFields } from './cue-answers.ts'
import type { Figures } from './cue-answers.ts'
import type { Acts } from './use-acts.ts'

/** Cues that were tapped before their figures were known; one row each. */
export function FiguresDue({ desk, acts, offline }: { desk: DeskBody; acts: Acts; offline: string | null }) {
  const t = useText('live')
  const missing = desk.cues.filter((cue) => cue.figuresMissing)
  if (missing.length === 0) return null
  return (
    <div className="live-due">
      <Panel title={t('figuresDue')}>
        {missing.map((cue) => (
          <FigureRow key={cue.key} cue={cue} acts={acts} offline={offline} />
        ))}
      </Panel>
    </div>
  )
}

function FigureRow({ cue, acts, offline }: { cue: DeskCue; acts: Acts; offline: string | null }) {
  const t = useText('live')
  const pick = usePick()
  const fields = figureFields(cue.form)
  const [typed, setTyped] = useState<Figures>({})
  const whole = fields.every(({ name }) => typeof typed[name] === 'number')
  return (
    <fieldset className="live-figures">
      <legend>
        {pick(cue.title)} {entryName(cue.entry)}
      </legend>
      {fields.map(({ name, title }) => (
        <Field key={name} label={pick(title)}>
          <NumberInput value={typed[name] ?? null} onChange={(value) => setTyped({ ...typed, [name]: value })} />
        </Field>
      ))}
      <Button refusal={offline ?? (whole ? null : t('figuresWhole'))} onPress={() => acts.fill(cue, typed)}>
        {t('save')}
      </Button>
    </fieldset>
  )
}
