import type { DeskCue } from '../../api/desk.ts'

type Fields = DeskCue['form']
export type Figures = Record<string, number | null>

/** Whole numbers a cue asks for; they may follow later. */
export function figureFields(form: Fields): Fields {
  return form.filter((field) => field.type === 'int' && (field.required || field.requiredIf !== undefined))
}

/** Moments somebody may note while the cue is on, such as the hook of an opening. */
export function stampFields(form: Fields): Fields {
  return form.filter((field) => field.type === 'datetime' && !field.required)
}

interface Tapped {
  cue: Pick<DeskCue, 'form' | 'startField'>
  startedAt: string
  at: string
  figures: Figures
  stamps: Record<string, string>
}

/** What one tap says of a cue: when it began and ended, the figures typed so far, and that the others follow. */
export function answersOf({ cue, startedAt, at, figures, stamps }: Tapped): Record<string, unknown> {
  const answers: Record<string, unknown> = { ...stamps }
  for (const field of cue.form) {
    if (field.name === cue.startField) answers[field.name] = startedAt
    else if (field.type === 'datetime' && field.required) answers[field.name] = at
  }
  const wanted = figureFields(cue.form)
  for (const { name } of wanted) if (typeof figures[name] === 'number') answers[name] = figures[name]
  const missing = wanted.some(({ name }) => answers[name] === undefined)
  if (missing && cue.form.some(({ name }) => name === 'figures_later')) answers['figures_later'] = true
  return answers
}
