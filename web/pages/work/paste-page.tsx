import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { JsonObject } from '#engine/model/text.ts'
import { problemOf } from '../../api/api-problem.ts'
import { useMe } from '../../api/me.ts'
import type { CheckedRow } from '../../api/launches.ts'
import { checkLaunches, launchOnce } from '../../api/launches.ts'
import type { SopSummaryBody } from '../../api/sops.ts'
import { sopsQuery } from '../../api/sops.ts'
import { Button } from '../../kit/button/button.tsx'
import { LinkButton } from '../../kit/button/link-button.tsx'
import { Field } from '../../kit/field/field.tsx'
import { Select } from '../../kit/field/select.tsx'
import { TextInput } from '../../kit/field/text-input.tsx'
import { Note } from '../../kit/note/note.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import { useStore } from '../../shell/store-choice.ts'
import { useText } from '../../text/use-text.ts'
import { PastedRows } from './pasted-rows.tsx'
import type { PastedList } from './read-list.ts'
import './task.css'
import { readList } from './read-list.ts'

/** A playbook whose launch takes this takes a pasted after-sale list. */
const keyField = 'after_sale_no'
const atOnce = 4

/** A row of the paste with what the house says of it. */
export interface PasteRow extends CheckedRow {
  afterSaleNo: string
  launched: boolean
}

/** A copied after-sale list becomes returns, each under its after-sale number; nothing is launched twice. */
export function PastePage() {
  const t = useText('work')
  const paste = usePaste()
  const ready = paste.rows.filter((row) => row.problem === null && row.openRunId === null && !row.launched)
  return (
    <Page title={t('paste.title')} crumbs={[{ label: t('inbox.title'), to: '/inbox' }]}>
      {paste.stores.length > 1 && (
        <Field label={t('paste.store')}>
          <Select value={paste.storeId} choices={paste.stores} onChange={paste.setStoreId} />
        </Field>
      )}
      <Field label={t('paste.area')} hint={t('paste.hint')}>
        <TextInput lines value={paste.text} placeholder={t('paste.example')} onChange={paste.read} />
      </Field>
      {paste.list !== null && paste.list.rows.length === 0 && <Note tone="warn">{t('paste.none')}</Note>}
      {paste.list !== null && paste.list.rows.length > 0 && paste.list.unknownColumns.length > 0 && (
        <Note tone="info">{t('paste.unknown', { columns: paste.list.unknownColumns.join('、') })}</Note>
      )}
      {paste.list !== null && !paste.isTaken && <Note tone="warn">{t('paste.notHere')}</Note>}
      {paste.problem !== null && <ProblemNote problem={paste.problem} />}
      <PastedRows rows={paste.rows} sopId={paste.sopId ?? ''} />
      <div className="task-finish">
        <Button
          tone="primary"
          icon="launch"
          busy={paste.busy}
          refusal={ready.length === 0 ? t('paste.nothing') : null}
          onPress={() => void paste.launch(ready)}
        >
          {t('paste.launch', { count: ready.length })}
        </Button>
        {paste.rows.some(({ launched }) => launched) && (
          <LinkButton to="/inbox" icon="forth">
            {t('paste.toInbox')}
          </LinkButton>
        )}
        <Link to="/inbox">{t('inbox.title')}</Link>
      </div>
    </Page>
  )
}

/** The playbook that takes such a list in a store. */
function takerIn(sops: readonly SopSummaryBody[], storeId: string): string | null {
  return sops.find((sop) => sop.launchFields.includes(keyField) && sop.mayStartIn.includes(storeId))?.id ?? null
}

function usePaste() {
  const me = useMe()
  const { storeId: shown, zone } = useStore()
  const queryClient = useQueryClient()
  const sops = useQuery(sopsQuery).data?.items
  const stores = me.stores.map((store) => ({ value: store.storeId, label: store.storeName }))
  const [storeId, setStoreId] = useState(shown ?? stores[0]?.value ?? '')
  const [text, setText] = useState('')
  const [list, setList] = useState<PastedList | null>(null)
  const [rows, setRows] = useState<PasteRow[]>([])
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)

  const sopId = sops === undefined ? null : takerIn(sops, storeId)

  const check = async (next: PastedList, store: string): Promise<void> => {
    setProblem(null)
    setRows([])
    // Whoever pastes at once has not waited for the list of playbooks.
    const { items } = await queryClient.ensureQueryData(sopsQuery)
    const sopId = takerIn(items, store)
    if (next.rows.length === 0 || sopId === null) return
    setBusy(true)
    try {
      const checked = await checkLaunches(
        sopId,
        store,
        next.rows.map(({ inputs }) => withUsual(inputs)),
      )
      setRows(checked.map((row, at) => ({ ...row, afterSaleNo: next.rows[at]?.afterSaleNo ?? '', launched: false })))
    } catch (failure) {
      setProblem(failure)
    } finally {
      setBusy(false)
    }
  }
  const read = (next: string): void => {
    setText(next)
    const found = next.trim() === '' ? null : readList(next, zone)
    setList(found)
    if (found === null) setRows([])
    else void check(found, storeId)
  }
  const launch = async (ready: readonly PasteRow[]): Promise<void> => {
    setBusy(true)
    const put = (row: PasteRow, change: Partial<PasteRow>): void =>
      setRows((now) => now.map((one) => (sameCase(one, row) ? { ...one, ...change } : one)))
    await inTurns(ready, async (row) => put(row, await launchRow(sopId ?? '', storeId, row)))
    setBusy(false)
  }
  const changeStore = (store: string): void => {
    setStoreId(store)
    if (list !== null) void check(list, store)
  }
  const isTaken = sops === undefined || sopId !== null
  return { text, read, list, rows, busy, problem, stores, storeId, setStoreId: changeStore, launch, isTaken, sopId }
}

/** Launches one row, and says what came of it. */
async function launchRow(sopId: string, storeId: string, row: PasteRow): Promise<Partial<PasteRow>> {
  try {
    const inputs = row.inputs as JsonObject
    return { launched: true, openRunId: await launchOnce({ sopId, storeId, inputs }, keyOf(storeId, row)) }
  } catch (failure) {
    const { code, detail, errors } = problemOf(failure)
    return { problem: { code, detail, errors: errors.map((one) => ({ ...one })) } }
  }
}

/** A few at a time, so that a long list neither waits in line nor floods the house. */
async function inTurns(rows: readonly PasteRow[], act: (row: PasteRow) => Promise<void>): Promise<void> {
  const left = [...rows]
  const work = async (): Promise<void> => {
    for (let row = left.shift(); row !== undefined; row = left.shift()) await act(row)
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}

function sameCase(one: PasteRow, other: PasteRow): boolean {
  return one.afterSaleNo === other.afterSaleNo && one.correlationKey === other.correlationKey
}

/** Lists of a back office rarely say it: without a word a return means goods back and money back, one piece. */
function withUsual(inputs: PastedList['rows'][number]['inputs']): PastedList['rows'][number]['inputs'] {
  return { wanted: 'return_refund', ...inputs }
}

/** The same case has the same key in every paste. */
function keyOf(storeId: string, row: PasteRow): string {
  const name = row.correlationKey ?? row.afterSaleNo
  return `paste.${storeId}.${encodeURIComponent(name)}`.slice(0, 200)
}
