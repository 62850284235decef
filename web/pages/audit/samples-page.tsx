import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { NewSample, SampleBody } from '../../api/audit.ts'
import { drawSample, samplesQuery } from '../../api/audit.ts'
import { rolesOf, useMe } from '../../api/me.ts'
import { sopsQuery } from '../../api/sops.ts'
import { Button } from '../../kit/button/button.tsx'
import { InstantInput } from '../../kit/field/date-input.tsx'
import { Field } from '../../kit/field/field.tsx'
import { NumberInput } from '../../kit/field/number-input.tsx'
import { Select } from '../../kit/field/select.tsx'
import { TextInput } from '../../kit/field/text-input.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import type { Column } from '../../kit/table/data-table.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import { usePick, useText } from '../../text/use-text.ts'
import { AuditPlaces } from './audit-places.tsx'
import './audit.css'

type Summary = Omit<SampleBody, 'items'>
const dayMs = 86_400_000

/** Samples that were drawn, and the drawing of another one. */
export function SamplesPage() {
  const t = useText('audit')
  const { data, error, isPending, refetch } = useQuery(samplesQuery)
  const columns = useColumns()
  return (
    <Page title={t('samples.title')} crumbs={[{ label: t('title'), to: '/audit' }]} actions={<AuditPlaces />}>
      <DrawForm />
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {isPending && !error && <Skeleton />}
      {data && data.items.length === 0 && (
        <EmptyState icon="check" title={t('samples.none')}>
          {t('samples.noneText')}
        </EmptyState>
      )}
      {data && data.items.length > 0 && (
        <DataTable label={t('samples.title')} columns={columns} rows={data.items} keyOf={(sample) => sample.id} />
      )}
    </Page>
  )
}

function useColumns(): Column<Summary>[] {
  const t = useText('audit')
  return [
    {
      id: 'seed',
      head: t('samples.seed'),
      leads: true,
      cell: ({ id, seed }) => (
        <Link to="/audit/samples/$sampleId" params={{ sampleId: id }}>
          {seed}
        </Link>
      ),
    },
    { id: 'sop', head: t('filter.sop'), cell: ({ sopId }) => sopId },
    { id: 'drawn', head: t('samples.drawn'), cell: ({ drawnAt }) => <TimeText at={drawnAt} as="clock" /> },
    {
      id: 'noted',
      head: t('samples.noted'),
      align: 'end',
      cell: ({ noted, size, population }) => `${noted} / ${Math.min(size, population)}`,
    },
    { id: 'findings', head: t('samples.findings'), align: 'end', cell: ({ findings }) => findings },
    {
      id: 'signed',
      head: t('samples.state'),
      cell: ({ signedAt }) => (
        <Tag tone={signedAt === null ? 'info' : 'good'}>{t(signedAt === null ? 'samples.open' : 'samples.signed')}</Tag>
      ),
    },
  ]
}

function DrawForm() {
  const t = useText('audit')
  const me = useMe()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [draft, setDraft] = useState<NewSample>(() => blank(me.stores[0]?.storeId ?? ''))
  const [problem, setProblem] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const set = (change: Partial<NewSample>) => setDraft({ ...draft, ...change })
  const refusal = !rolesOf(me).has('auditor')
    ? t('samples.auditorsOnly')
    : draft.seed.trim() === ''
      ? t('samples.seedMissing')
      : draft.sopId === ''
        ? t('samples.sopMissing')
        : null

  async function draw(): Promise<void> {
    setBusy(true)
    setProblem(null)
    try {
      const { id } = await drawSample(draft)
      await client.invalidateQueries({ queryKey: ['audit', 'samples'] })
      await navigate({ to: '/audit/samples/$sampleId', params: { sampleId: id } })
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Panel title={t('samples.draw')}>
      <p>{t('samples.text')}</p>
      <form
        className="audit-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (refusal === null) void draw()
        }}
      >
        <DrawFields draft={draft} set={set} />
        <div className="audit-form-acts">
          <Button type="submit" tone="primary" busy={busy} refusal={refusal}>
            {t('samples.drawNow')}
          </Button>
        </div>
      </form>
      {problem !== null && <ProblemNote problem={problem} />}
    </Panel>
  )
}

interface DrawFieldsProps {
  draft: NewSample
  set: (change: Partial<NewSample>) => void
}

function DrawFields({ draft, set }: DrawFieldsProps) {
  const t = useText('audit')
  const pick = usePick()
  const { stores } = useMe()
  const sops = useQuery(sopsQuery).data?.items ?? []
  return (
    <>
      <Field label={t('filter.store')}>
        <Select
          value={draft.storeId}
          onChange={(storeId) => set({ storeId })}
          choices={stores.map(({ storeId, storeName }) => ({ value: storeId, label: storeName }))}
        />
      </Field>
      <Field label={t('filter.sop')}>
        <Select
          value={draft.sopId}
          placeholder={t('samples.chooseSop')}
          onChange={(sopId) => set({ sopId })}
          choices={sops.map(({ id, title }) => ({ value: id, label: pick(title) }))}
        />
      </Field>
      <Field label={t('samples.endedFrom')}>
        <InstantInput value={draft.fromAt} onChange={(at) => at !== null && set({ fromAt: at })} />
      </Field>
      <Field label={t('samples.endedTo')}>
        <InstantInput value={draft.toAt} onChange={(at) => at !== null && set({ toAt: at })} />
      </Field>
      <Field label={t('samples.size')}>
        <NumberInput value={draft.size} onChange={(size) => size !== null && set({ size })} />
      </Field>
      <Field label={t('samples.seed')} hint={t('samples.seedHint')} required>
        <TextInput value={draft.seed} onChange={(seed) => set({ seed })} maxLength={100} />
      </Field>
    </>
  )
}

function blank(storeId: string): NewSample {
  const now = Date.now()
  return {
    storeId,
    sopId: '',
    fromAt: new Date(now - 90 * dayMs).toISOString(),
    toAt: new Date(now).toISOString(),
    size: 20,
    seed: '',
  }
}
