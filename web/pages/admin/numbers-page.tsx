import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { ParameterBody } from '../../api/admin.ts'
import { parametersQuery, setParameter } from '../../api/admin.ts'
import { useMe } from '../../api/me.ts'
import { queryClient } from '../../api/query-client.ts'
import { sopsQuery } from '../../api/sops.ts'
import { Button } from '../../kit/button/button.tsx'
import { ConfirmWithReason } from '../../kit/dialog/confirm-with-reason.tsx'
import { Field } from '../../kit/field/field.tsx'
import { Select } from '../../kit/field/select.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import type { Column } from '../../kit/table/data-table.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import { PersonName } from '../../kit/values/values.tsx'
import { usePick, useText } from '../../text/use-text.ts'
import { AdminPlaces } from './admin-places.tsx'
import { NumberEntry, sayNumber } from './number-entry.tsx'
import './admin.css'

/** The numbers of a playbook: the playbook's own, the store's, who set it when. */
export function NumbersPage() {
  const t = useText('admin')
  const pick = usePick()
  const navigate = useNavigate()
  const { stores } = useMe()
  const sops = useQuery(sopsQuery).data?.items ?? []
  const search = useSearch({ from: '/shell/admin/numbers' })
  const storeId = search.storeId ?? stores[0]?.storeId ?? ''
  const sopId = search.sopId ?? sops[0]?.id ?? ''
  const { data, error, refetch } = useQuery(parametersQuery(storeId, sopId))
  const go = (change: { storeId?: string; sopId?: string }) =>
    void navigate({ to: '/admin/numbers', search: { storeId, sopId, ...change } })
  return (
    <Page title={t('numbers.title')} actions={<AdminPlaces />}>
      <div className="admin-form">
        <Field label={t('people.store')}>
          <Select
            value={storeId}
            onChange={(next) => go({ storeId: next })}
            choices={stores.map((store) => ({ value: store.storeId, label: store.storeName }))}
          />
        </Field>
        <Field label={t('numbers.sop')}>
          <Select
            value={sopId}
            onChange={(next) => go({ sopId: next })}
            choices={sops.map(({ id, title }) => ({ value: id, label: pick(title) }))}
          />
        </Field>
      </div>
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data && <Numbers storeId={storeId} parameters={data.items} />}
    </Page>
  )
}

function Numbers({ storeId, parameters }: { storeId: string; parameters: readonly ParameterBody[] }) {
  const t = useText('admin')
  const pick = usePick()
  const [changing, setChanging] = useState<ParameterBody | null>(null)
  const columns: Column<ParameterBody>[] = [
    { id: 'title', head: t('numbers.number'), leads: true, cell: ({ title }) => pick(title) },
    {
      id: 'default',
      head: t('numbers.default'),
      cell: ({ type, cases, default: own }) => sayNumber(type, cases ?? own),
    },
    {
      id: 'value',
      head: t('numbers.own'),
      cell: ({ type, value }) => (value === null ? '—' : <strong>{sayNumber(type, value)}</strong>),
    },
    {
      id: 'set',
      head: t('numbers.set'),
      cell: ({ setBy, setByName, setAt }) =>
        setAt !== null && (
          <>
            <PersonName name={setByName} id={setBy} /> · <TimeText at={setAt} as="clock" />
          </>
        ),
    },
    {
      id: 'change',
      head: t('numbers.change'),
      cell: (parameter) => (
        <Button refusal={refusalOf(parameter, t)} onPress={() => setChanging(parameter)}>
          {t('numbers.change')}
        </Button>
      ),
    },
  ]
  return (
    <>
      <DataTable label={t('numbers.title')} columns={columns} rows={parameters} keyOf={({ name }) => name} />
      {changing && <ChangeSheet storeId={storeId} parameter={changing} onClose={() => setChanging(null)} />}
    </>
  )
}

function refusalOf(parameter: ParameterBody, t: ReturnType<typeof useText<'admin'>>): string | null {
  if (!parameter.mayChange)
    return t(parameter.name.startsWith('approve_') ? 'numbers.managersOnly' : 'numbers.adminsOnly')
  return parameter.type === 'list' || parameter.type === 'record' ? t('numbers.tooLarge') : null
}

interface ChangeProps {
  storeId: string
  parameter: ParameterBody
  onClose: () => void
}

function ChangeSheet({ storeId, parameter, onClose }: ChangeProps) {
  const t = useText('admin')
  const pick = usePick()
  const [value, setValue] = useState(parameter.value ?? parameter.default)
  async function set(next: unknown, reason: string): Promise<void> {
    await setParameter(storeId, parameter, next, reason)
    await queryClient.invalidateQueries({ queryKey: ['admin'] })
  }
  return (
    <ConfirmWithReason
      title={pick(parameter.title)}
      verb={t('numbers.save')}
      isOpen
      onClose={onClose}
      onConfirm={(reason) => set(value, reason)}
    >
      <p>{t('numbers.underWay')}</p>
      <Field label={t('numbers.own')} hint={t('numbers.emptyHint')}>
        <NumberEntry type={parameter.type} value={value} onChange={setValue} />
      </Field>
    </ConfirmWithReason>
  )
}
