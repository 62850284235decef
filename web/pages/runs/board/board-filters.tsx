import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { roleTitles } from '#engine/model/roles.ts'
import { useMe } from '../../../api/me.ts'
import { sopsQuery } from '../../../api/sops.ts'
import { storePeopleQuery } from '../../../api/store-people.ts'
import { Button } from '../../../kit/button/button.tsx'
import { Select } from '../../../kit/field/select.tsx'
import { TextInput } from '../../../kit/field/text-input.tsx'
import { Toggle } from '../../../kit/field/toggle.tsx'
import { useStore } from '../../../shell/store-choice.ts'
import { usePick, useText } from '../../../text/use-text.ts'
import type { BoardSearch } from '../search.ts'

const statuses = ['running', 'paused', 'incident', 'completed', 'cancelled'] as const
const quietMs = 300
const any = 'any'

/** The filters of the board; each stands in the page's address. */
export function BoardFilters({ search, onChange }: { search: BoardSearch; onChange: (next: BoardSearch) => void }) {
  const t = useText('runs')
  const pick = usePick()
  const { stores } = useMe()
  const sops = useQuery(sopsQuery).data?.items ?? []
  const set = (name: keyof BoardSearch, value: string) => {
    const { [name]: _old, ...rest } = search
    onChange(value === any || value === '' ? rest : { ...rest, [name]: value })
  }
  return (
    <div className="board-filters" role="search" aria-label={t('filters.label')}>
      <SearchText value={search.q ?? ''} onChange={(text) => set('q', text)} />
      <Toggle value={search.late === true} onChange={(late) => onChange(withLate(search, late))}>
        {t('filters.late')}
      </Toggle>
      <Select
        label={t('filters.store')}
        value={search.storeId ?? any}
        onChange={(value) => set('storeId', value)}
        choices={[
          { value: any, label: t('filters.storeAny') },
          ...stores.map(({ storeId, storeName }) => ({ value: storeId, label: storeName })),
        ]}
      />
      <Select
        label={t('filters.playbook')}
        value={search.sopId ?? any}
        onChange={(value) => set('sopId', value)}
        choices={[
          { value: any, label: t('filters.playbookAny') },
          ...sops.map(({ id, title }) => ({ value: id, label: pick(title) })),
        ]}
      />
      <Select
        label={t('filters.status')}
        value={search.status ?? any}
        onChange={(value) => set('status', value)}
        choices={[
          { value: any, label: t('filters.statusOpen') },
          ...statuses.map((value) => ({ value, label: t(`status.${value}`) })),
        ]}
      />
      <Select
        label={t('filters.role')}
        value={search.role ?? any}
        onChange={(value) => set('role', value)}
        choices={[
          { value: any, label: t('filters.roleAny') },
          ...Object.entries(roleTitles).map(([value, title]) => ({ value, label: pick(title) })),
        ]}
      />
      <PersonFilter search={search} onChange={(value) => set('personId', value)} />
      <ClearFilters search={search} onChange={onChange} />
    </div>
  )
}

function ClearFilters({ search, onChange }: { search: BoardSearch; onChange: (next: BoardSearch) => void }) {
  const t = useText('runs')
  if (!Object.keys(search).some((name) => name !== 'view')) return null
  return (
    <Button tone="quiet" icon="cross" onPress={() => onChange(search.view ? { view: search.view } : {})}>
      {t('filters.clear')}
    </Button>
  )
}

function withLate({ late: _late, ...rest }: BoardSearch, late: boolean): BoardSearch {
  return late ? { ...rest, late } : rest
}

/** People of the store that is looked at; without one there would be too many. */
function PersonFilter(props: { search: BoardSearch; onChange: (value: string) => void }) {
  const t = useText('runs')
  const chosen = useStore().storeId
  const storeId = props.search.storeId ?? chosen
  const people = useQuery({ ...storePeopleQuery(storeId ?? ''), enabled: storeId !== null }).data?.items ?? []
  if (storeId === null) return null
  return (
    <Select
      label={t('filters.person')}
      value={props.search.personId ?? any}
      onChange={props.onChange}
      choices={[
        { value: any, label: t('filters.personAny') },
        ...people.map(({ personId, name }) => ({ value: personId, label: name })),
      ]}
    />
  )
}

/** Typing is searched for once it rests. */
function SearchText({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useText('runs')
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  useEffect(() => {
    if (typed === value) return
    const timer = setTimeout(() => onChange(typed), quietMs)
    return () => clearTimeout(timer)
  }, [typed, value, onChange])
  return (
    <TextInput
      type="search"
      label={t('filters.search')}
      placeholder={t('filters.search')}
      value={typed}
      onChange={setTyped}
    />
  )
}
