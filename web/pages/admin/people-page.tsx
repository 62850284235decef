import { useInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import type { StaffBody } from '../../api/admin.ts'
import { addPerson, staffQuery } from '../../api/admin.ts'
import { Button } from '../../kit/button/button.tsx'
import { Field } from '../../kit/field/field.tsx'
import { TextInput } from '../../kit/field/text-input.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import { useText } from '../../text/use-text.ts'
import { AdminPlaces } from './admin-places.tsx'
import { PersonPanel } from './person-panel.tsx'
import { useAct } from './use-act.ts'
import './admin.css'

/** Everybody who may sign in, with their posts: granted, ended, barred. */
export function PeoplePage() {
  const t = useText('admin')
  const [q, setQ] = useState('')
  const sought = useDeferredValue(q)
  const { data, error, isPending, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(staffQuery(sought))
  const people: StaffBody[] = data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Page title={t('people.title')} actions={<AdminPlaces />}>
      <Field label={t('people.find')}>
        <TextInput type="search" value={q} onChange={setQ} />
      </Field>
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {isPending && !error && <Skeleton />}
      {data && people.length === 0 && (
        <EmptyState icon="people" title={t('people.none')}>
          {t('people.noneText')}
        </EmptyState>
      )}
      {people.map((person) => (
        <PersonPanel key={person.id} person={person} />
      ))}
      {hasNextPage && <Button onPress={() => void fetchNextPage()}>{t('more')}</Button>}
      <NewPerson />
    </Page>
  )
}

function NewPerson() {
  const t = useText('admin')
  const [draft, setDraft] = useState({ name: '', email: '', password: '' })
  const { act, problem, busy } = useAct('admin')
  const refusal = Object.values(draft).some((value) => value.trim() === '')
    ? t('people.fillAll')
    : draft.password.length < 10
      ? t('people.passwordShort')
      : null
  async function add(): Promise<void> {
    if (await act(() => addPerson(draft))) setDraft({ name: '', email: '', password: '' })
  }
  return (
    <Panel title={t('people.add')}>
      <form
        className="admin-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (refusal === null) void add()
        }}
      >
        <Field label={t('people.name')} required>
          <TextInput value={draft.name} onChange={(name) => setDraft({ ...draft, name })} maxLength={100} />
        </Field>
        <Field label={t('people.email')} required>
          <TextInput type="email" value={draft.email} onChange={(email) => setDraft({ ...draft, email })} />
        </Field>
        <Field label={t('people.password')} hint={t('people.passwordHint')} required>
          <TextInput
            type="password"
            autoComplete="new-password"
            value={draft.password}
            onChange={(password) => setDraft({ ...draft, password })}
          />
        </Field>
        <Button type="submit" busy={busy} refusal={refusal}>
          {t('people.add')}
        </Button>
      </form>
      {problem !== null && <ProblemNote problem={problem} />}
    </Panel>
  )
}
