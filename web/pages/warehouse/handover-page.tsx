import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { HandoverBody } from '../../api/warehouse.ts'
import { handoverQuery } from '../../api/warehouse.ts'
import { Button } from '../../kit/button/button.tsx'
import { LinkButton } from '../../kit/button/link-button.tsx'
import { DateInput } from '../../kit/field/date-input.tsx'
import { Field } from '../../kit/field/field.tsx'
import { Select } from '../../kit/field/select.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { Note } from '../../kit/note/note.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { useText } from '../../text/use-text.ts'
import { HandoverExceptions } from './handover-exceptions.tsx'
import { HandoverNumbers } from './handover-numbers.tsx'
import { HandoverParcels } from './handover-parcels.tsx'
import type { NumberId } from './handover-numbers.tsx'
import { HandoverSignatures } from './handover-signatures.tsx'
import { useToday, useWarehouseStore } from './warehouse-store.ts'
import './handover.css'

/** The day of a warehouse on one sheet: it builds itself, and two persons sign it. */
export function HandoverPage() {
  const t = useText('warehouse')
  const store = useWarehouseStore()
  const today = useToday(store.zone)
  const { day = today } = useSearch({ strict: false })
  const navigate = useNavigate()
  const sheet = useQuery({ ...handoverQuery(store.storeId, day), enabled: store.storeId !== '' })
  return (
    <Page
      title={t('handover.title')}
      crumbs={[{ label: t('title'), to: '/warehouse' }]}
      aside={sheet.data && <StateTag sheet={sheet.data} />}
      actions={
        <>
          <LinkButton to="/warehouse" icon="scan">
            {t('title')}
          </LinkButton>
          <Button icon="print" refusal={sheet.data ? null : t('handover.notThere')} onPress={() => window.print()}>
            {t('handover.print')}
          </Button>
        </>
      }
    >
      <div className="handover-choice">
        {store.choices.length > 1 && (
          <Field label={t('store')}>
            <Select value={store.storeId} choices={store.choices} onChange={store.choose} />
          </Field>
        )}
        <Field label={t('handover.day')}>
          <DateInput
            value={day}
            max={today}
            onChange={(next) => void navigate({ to: '/handover', search: next === null ? {} : { day: next } })}
          />
        </Field>
      </div>
      {sheet.isError ? (
        <ProblemNote problem={sheet.error} onRetry={() => void sheet.refetch()} />
      ) : sheet.data ? (
        <>
          <p className="print-only">{`${store.choices.find(({ value }) => value === store.storeId)?.label ?? ''} ${day}`}</p>
          <Sheet key={`${store.storeId} ${day}`} sheet={sheet.data} />
        </>
      ) : (
        <Skeleton rows={4} rowHeight={72} />
      )}
    </Page>
  )
}

function StateTag({ sheet: { state } }: { sheet: HandoverBody }) {
  const t = useText('warehouse')
  const tone = state === 'frozen' ? 'good' : state === 'handed' ? 'warn' : 'info'
  return <Tag tone={tone}>{t(`handover.state.${state}`)}</Tag>
}

function Sheet({ sheet }: { sheet: HandoverBody }) {
  const t = useText('warehouse')
  const [chosen, setChosen] = useState<NumberId>('open')
  return (
    <article className="handover">
      {sheet.changedSince && <Note tone="warn">{t('handover.changed')}</Note>}
      <HandoverNumbers sheet={sheet} chosen={chosen} onChoose={setChosen} />
      {chosen !== 'exceptions' && (
        <div className="screen-only">
          <HandoverParcels sheet={sheet} chosen={chosen} />
        </div>
      )}
      <div className="print-only">
        <HandoverParcels sheet={sheet} chosen="all" />
      </div>
      <HandoverExceptions sheet={sheet} />
      <HandoverSignatures sheet={sheet} />
    </article>
  )
}
