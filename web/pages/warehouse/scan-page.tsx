import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { Button } from '../../kit/button/button.tsx'
import { Field } from '../../kit/field/field.tsx'
import { Select } from '../../kit/field/select.tsx'
import { TextInput } from '../../kit/field/text-input.tsx'
import { Spinner } from '../../kit/loading/loading.tsx'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import { useText } from '../../text/use-text.ts'
import { GoOn } from '../work/go-on.ts'
import { CameraScan } from './camera-scan.tsx'
import { ParcelWork } from './parcel-work.tsx'
import { ScanNote } from './scan-note.tsx'
import { useScanner } from './scanner.ts'
import { ScansOfToday, useScansOfToday } from './scans-of-today.tsx'
import { useScan } from './use-scan.ts'
import { useToday, useWarehouseStore } from './warehouse-store.ts'
import './warehouse.css'

/** Scan or type a waybill and the parcel's work opens; when it is finished the next scan may come. */
export function ScanPage() {
  const t = useText('warehouse')
  const store = useWarehouseStore()
  const day = useToday(store.zone)
  const input = useRef<HTMLInputElement>(null)
  const scan = useScan(store.storeId, input)
  const today = useScansOfToday(store.storeId, day)
  useScanner(scan.look)
  return (
    <Page
      title={t('title')}
      aside={<span role="status">{t('done', { count: today.finished })}</span>}
      actions={<Link to="/handover">{t('handover.title')}</Link>}
    >
      <form
        className="scan-bar"
        onSubmit={(event) => {
          event.preventDefault()
          scan.look(scan.typed)
        }}
      >
        {store.choices.length > 1 && (
          <Field label={t('store')}>
            <Select value={store.storeId} choices={store.choices} onChange={store.choose} />
          </Field>
        )}
        <Field label={t('waybill')} hint={t('hint')}>
          <TextInput value={scan.typed} autoFocus inputRef={input} autoComplete="off" onChange={scan.type} />
        </Field>
        <Button type="submit" tone={scan.found === null ? 'primary' : 'plain'} icon="search" busy={scan.busy}>
          {t('find')}
        </Button>
        <CameraScan onCode={scan.look} />
      </form>
      <GoOn value={scan.next}>
        {scan.problem !== null ? (
          <ProblemNote problem={scan.problem} onRetry={scan.again} />
        ) : scan.busy ? (
          <Spinner />
        ) : scan.found === null ? (
          <EmptyState icon="scan" title={t('empty')}>
            {t('emptyText')}
          </EmptyState>
        ) : scan.found.taskId !== null ? (
          <ParcelWork key={scan.found.id} taskId={scan.found.taskId} />
        ) : (
          <ScanNote found={scan.found} />
        )}
      </GoOn>
      <ScansOfToday today={today} />
    </Page>
  )
}
