import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { StoreBody } from '../../api/admin.ts'
import { changeStore, storesQuery } from '../../api/admin.ts'
import { Button } from '../../kit/button/button.tsx'
import { DateInput } from '../../kit/field/date-input.tsx'
import { Field } from '../../kit/field/field.tsx'
import { TextInput } from '../../kit/field/text-input.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { Note } from '../../kit/note/note.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import { useText } from '../../text/use-text.ts'
import { AdminPlaces } from './admin-places.tsx'
import { readDays } from './read-days.ts'
import { useAct } from './use-act.ts'
import './admin.css'

const warnMs = 90 * 86_400_000

/** Names and calendars of stores: holidays, make-up workdays, service hours. */
export function StoresPage() {
  const t = useText('admin')
  const { data, error, refetch } = useQuery(storesQuery)
  return (
    <Page title={t('stores.title')} actions={<AdminPlaces />}>
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data?.items.map((store) => (
        <StorePanel key={store.id} store={store} />
      ))}
    </Page>
  )
}

function StorePanel({ store }: { store: StoreBody }) {
  const t = useText('admin')
  const [draft, setDraft] = useState(store)
  const [holidays, setHolidays] = useState(store.calendar.holidays.join('\n'))
  const [workdays, setWorkdays] = useState(store.calendar.makeUpWorkdays.join('\n'))
  const { act, problem, busy } = useAct('admin')
  const { calendar } = draft
  const set = (change: Partial<StoreBody['calendar']>) => setDraft({ ...draft, calendar: { ...calendar, ...change } })
  const [off, worked] = [readDays(holidays), readDays(workdays)]
  const wrong = [...off.wrong, ...worked.wrong]
  const refusal = !store.mayChange
    ? t('adminsOnly')
    : wrong.length > 0
      ? t('stores.wrongDays', { days: wrong.slice(0, 3).join(', ') })
      : null
  const next = { ...draft, calendar: { ...calendar, holidays: off.days, makeUpWorkdays: worked.days } }
  const runsOut = Date.parse(calendar.coversUntil) - Date.now() < warnMs
  return (
    <Panel title={store.name}>
      {runsOut && <Note tone="warn">{t('stores.runsOut', { day: calendar.coversUntil })}</Note>}
      <div className="admin-form">
        <Field label={t('stores.name')}>
          <TextInput value={draft.name} onChange={(name) => setDraft({ ...draft, name })} maxLength={100} />
        </Field>
        <Field label={t('stores.zone')}>
          <TextInput value={calendar.zone} onChange={(zone) => set({ zone })} />
        </Field>
        <Field label={t('stores.opensAt')}>
          <TextInput
            value={calendar.serviceHours.from}
            onChange={(from) => set({ serviceHours: { ...calendar.serviceHours, from } })}
          />
        </Field>
        <Field label={t('stores.closesAt')}>
          <TextInput
            value={calendar.serviceHours.to}
            onChange={(to) => set({ serviceHours: { ...calendar.serviceHours, to } })}
          />
        </Field>
        <Field label={t('stores.coversUntil')} hint={t('stores.coversHint')}>
          <DateInput value={calendar.coversUntil} onChange={(day) => day !== null && set({ coversUntil: day })} />
        </Field>
        <Field label={t('stores.holidays', { count: off.days.length })} hint={t('stores.daysHint')}>
          <TextInput lines value={holidays} onChange={setHolidays} />
        </Field>
        <Field label={t('stores.workdays', { count: worked.days.length })} hint={t('stores.workdaysHint')}>
          <TextInput lines value={workdays} onChange={setWorkdays} />
        </Field>
      </div>
      <Button busy={busy} refusal={refusal} onPress={() => void act(() => changeStore(next))}>
        {t('stores.save')}
      </Button>
      {problem !== null && <ProblemNote problem={problem} />}
    </Panel>
  )
}
