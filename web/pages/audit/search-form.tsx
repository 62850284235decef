import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { eventWords } from '#engine/history/event-words.ts'
import type { AuditFilter } from '../../api/audit.ts'
import { useMe } from '../../api/me.ts'
import { sopsQuery } from '../../api/sops.ts'
import { Button } from '../../kit/button/button.tsx'
import { InstantInput } from '../../kit/field/date-input.tsx'
import { Field } from '../../kit/field/field.tsx'
import { MoneyInput } from '../../kit/field/number-input.tsx'
import { Select } from '../../kit/field/select.tsx'
import { TextInput } from '../../kit/field/text-input.tsx'
import { Toggle } from '../../kit/field/toggle.tsx'
import { usePick, useText } from '../../text/use-text.ts'

interface SearchFormProps {
  filter: AuditFilter
  onSearch: (filter: AuditFilter) => void
}

/** What to look for; the address keeps it, so that a search can be sent to a colleague. */
export function SearchForm({ filter, onSearch }: SearchFormProps) {
  const t = useText('audit')
  const [draft, setDraft] = useState(filter)
  const set = (change: { [name in keyof AuditFilter]?: AuditFilter[name] | undefined }) =>
    setDraft(without(draft, change))
  return (
    <form
      className="audit-form"
      role="search"
      aria-label={t('title')}
      onSubmit={(event) => {
        event.preventDefault()
        onSearch(draft)
      }}
    >
      <Field label={t('filter.q')} hint={t('filter.qHint')}>
        <TextInput type="search" value={draft.q ?? ''} onChange={(q) => set({ q: q || undefined })} />
      </Field>
      <Field label={t('filter.person')}>
        <TextInput
          type="search"
          value={draft.person ?? ''}
          onChange={(person) => set({ person: person || undefined })}
        />
      </Field>
      <Choices draft={draft} set={set} />
      <Field label={t('filter.fromAt')}>
        <InstantInput value={draft.fromAt ?? null} onChange={(at) => set({ fromAt: at ?? undefined })} />
      </Field>
      <Field label={t('filter.toAt')}>
        <InstantInput value={draft.toAt ?? null} onChange={(at) => set({ toAt: at ?? undefined })} />
      </Field>
      <Field label={t('filter.amountFrom')}>
        <MoneyInput value={draft.amountFrom ?? null} onChange={(fen) => set({ amountFrom: fen ?? undefined })} />
      </Field>
      <Field label={t('filter.amountTo')}>
        <MoneyInput value={draft.amountTo ?? null} onChange={(fen) => set({ amountTo: fen ?? undefined })} />
      </Field>
      <Toggle value={draft.seenBefore === true} onChange={(on) => set({ seenBefore: on || undefined })}>
        {t('filter.seenBefore')}
      </Toggle>
      <div className="audit-form-acts">
        <Button type="submit" tone="primary" icon="search">
          {t('filter.search')}
        </Button>
        <Button onPress={() => onSearch({})}>{t('filter.clear')}</Button>
      </div>
    </form>
  )
}

interface ChoicesProps {
  draft: AuditFilter
  set: (change: { storeId?: string | undefined; sopId?: string | undefined; type?: string | undefined }) => void
}

function Choices({ draft, set }: ChoicesProps) {
  const t = useText('audit')
  const pick = usePick()
  const { stores } = useMe()
  const sops = useQuery(sopsQuery).data?.items ?? []
  const any = { value: '', label: t('filter.any') }
  const types = Object.entries(eventWords).map(([value, words]) => ({ value, label: pick(words) }))
  return (
    <>
      <Field label={t('filter.store')}>
        <Select
          value={draft.storeId ?? ''}
          onChange={(storeId) => set({ storeId: storeId || undefined })}
          choices={[any, ...stores.map(({ storeId, storeName }) => ({ value: storeId, label: storeName }))]}
        />
      </Field>
      <Field label={t('filter.sop')}>
        <Select
          value={draft.sopId ?? ''}
          onChange={(sopId) => set({ sopId: sopId || undefined })}
          choices={[any, ...sops.map(({ id, title }) => ({ value: id, label: pick(title) }))]}
        />
      </Field>
      <Field label={t('filter.type')}>
        <Select
          value={draft.type ?? ''}
          onChange={(type) => set({ type: type || undefined })}
          choices={[any, ...types]}
        />
      </Field>
    </>
  )
}

function without(filter: AuditFilter, change: object): AuditFilter {
  const next = { ...filter, ...change }
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined && value !== ''))
}
