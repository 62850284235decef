import { useState } from 'react'
import { enterAbsence } from '../../api/admin.ts'
import { Button } from '../../kit/button/button.tsx'
import { InstantInput } from '../../kit/field/date-input.tsx'
import { Field } from '../../kit/field/field.tsx'
import { Select } from '../../kit/field/select.tsx'
import { TextInput } from '../../kit/field/text-input.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { useText } from '../../text/use-text.ts'
import { useAct } from './use-act.ts'
import './admin.css'

/** Enters an absence: of one of these people, or one's own when none are given. */
export function AbsenceForm({ people }: { people: readonly { id: string; name: string }[] | null }) {
  const t = useText('admin')
  const [draft, setDraft] = useState({ personId: '', substituteId: '', fromAt: '', toAt: '', reason: '' })
  const { act, problem, busy } = useAct('absences')
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change })
  const refusal =
    draft.fromAt === '' || draft.toAt === '' || (people !== null && draft.personId === '') ? t('duty.fill') : null
  async function enter(): Promise<void> {
    const { personId, substituteId, fromAt, toAt, reason } = draft
    const optional = {
      ...(personId === '' ? {} : { personId }),
      ...(substituteId === '' ? {} : { substituteId }),
      ...(reason === '' ? {} : { reason }),
    }
    if (await act(() => enterAbsence({ fromAt, toAt, ...optional }))) set({ fromAt: '', toAt: '', reason: '' })
  }
  return (
    <form
      className="admin-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (refusal === null) void enter()
      }}
    >
      {people !== null && <Who people={people} draft={draft} set={set} />}
      <Field label={t('people.from')} required>
        <InstantInput value={draft.fromAt || null} onChange={(at) => set({ fromAt: at ?? '' })} />
      </Field>
      <Field label={t('people.to')} required>
        <InstantInput value={draft.toAt || null} onChange={(at) => set({ toAt: at ?? '' })} />
      </Field>
      <Field label={t('duty.reason')}>
        <TextInput value={draft.reason} onChange={(reason) => set({ reason })} maxLength={500} />
      </Field>
      <Button type="submit" busy={busy} refusal={refusal}>
        {t('duty.enter')}
      </Button>
      {problem !== null && <ProblemNote problem={problem} />}
    </form>
  )
}

interface WhoProps {
  people: readonly { id: string; name: string }[]
  draft: { personId: string; substituteId: string }
  set: (change: { personId?: string; substituteId?: string }) => void
}

function Who({ people, draft, set }: WhoProps) {
  const t = useText('admin')
  const choices = people.map(({ id, name }) => ({ value: id, label: name }))
  const others = choices.filter(({ value }) => value !== draft.personId)
  return (
    <>
      <Field label={t('duty.who')} required>
        <Select
          value={draft.personId}
          placeholder={t('duty.choose')}
          onChange={(personId) => set({ personId })}
          choices={choices}
        />
      </Field>
      <Field label={t('duty.substitute')} hint={t('duty.substituteHint')}>
        <Select
          value={draft.substituteId}
          onChange={(substituteId) => set({ substituteId })}
          choices={[{ value: '', label: t('duty.nobody') }, ...others]}
        />
      </Field>
    </>
  )
}
