import { useQuery } from '@tanstack/react-query'
import { roleTitles } from '#engine/model/roles.ts'
import type { StorePerson } from '../../api/store-people.ts'
import { storePeopleQuery } from '../../api/store-people.ts'
import { Field } from '../../kit/field/field.tsx'
import { Select } from '../../kit/field/select.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { usePick, useText } from '../../text/use-text.ts'

export interface PersonSelectProps {
  storeId: string
  value: string
  onChange: (personId: string) => void
  /** Only who holds this post. */
  role?: string | null
  label?: string
}

/** Somebody of a store, the least busy first, with what lies on their desk already. */
export function PersonSelect({ storeId, value, onChange, role = null, label }: PersonSelectProps) {
  const t = useText('runs')
  const people = useQuery(storePeopleQuery(storeId))
  const words = usePersonWords()
  if (people.isError) return <ProblemNote problem={people.error} onRetry={() => void people.refetch()} />
  const able = (people.data?.items ?? [])
    .filter((person) => role === null || person.roles.includes(role))
    .sort((a, b) => Number(a.away) - Number(b.away) || a.openTasks - b.openTasks)
  return (
    <Field
      label={label ?? t('person.label')}
      hint={able.length === 0 && people.isSuccess ? t('person.none') : undefined}
    >
      <Select
        value={value}
        onChange={onChange}
        placeholder={t('person.choose')}
        choices={able.map((person) => ({ value: person.personId, label: words(person) }))}
      />
    </Field>
  )
}

/** A person with posts and load in one line. */
export function usePersonWords(): (person: StorePerson) => string {
  const t = useText('runs')
  const pick = usePick()
  return (person) =>
    [
      person.name,
      person.roles.map((role) => pick(roleTitles[role] ?? { zh: role, en: role })).join('、'),
      t('person.load', { open: person.openTasks, late: person.lateTasks }),
      ...(person.away ? [t('person.away')] : []),
    ].join(' · ')
}
