import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { roleTitles } from '#engine/model/roles.ts'
import type { ShiftBody } from '../../api/admin.ts'
import { dropShift, enterShift, shiftsQuery } from '../../api/admin.ts'
import { Button } from '../../kit/button/button.tsx'
import { InstantInput } from '../../kit/field/date-input.tsx'
import { Field } from '../../kit/field/field.tsx'
import { Select } from '../../kit/field/select.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import type { Column } from '../../kit/table/data-table.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import { usePick, useText } from '../../text/use-text.ts'
import type { DutyPart } from './people-of.ts'
import { useAct } from './use-act.ts'

const weekMs = 7 * 86_400_000

/** Who is on duty in a store in the week that begins now. */
export function ShiftsPanel({ storeId, people }: DutyPart) {
  const t = useText('admin')
  const pick = usePick()
  const [now] = useState(() => Date.now())
  const [fromAt, toAt] = [new Date(now).toISOString(), new Date(now + weekMs).toISOString()]
  const { data, error, refetch } = useQuery(shiftsQuery(storeId, fromAt, toAt))
  const { act, problem, busy } = useAct('shifts')
  const columns: Column<ShiftBody>[] = [
    { id: 'who', head: t('duty.who'), leads: true, cell: ({ personName }) => personName },
    { id: 'role', head: t('people.role'), cell: ({ role }) => pick(roleTitles[role] ?? { zh: role, en: role }) },
    { id: 'from', head: t('people.from'), cell: (shift) => <TimeText at={shift.fromAt} as="clock" /> },
    { id: 'to', head: t('people.to'), cell: (shift) => <TimeText at={shift.toAt} as="clock" /> },
    {
      id: 'drop',
      head: t('duty.drop'),
      cell: ({ id }) => (
        <Button busy={busy} onPress={() => void act(() => dropShift(id))}>
          {t('duty.drop')}
        </Button>
      ),
    },
  ]
  return (
    <Panel title={t('duty.shifts')}>
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={2} />}
      {data?.items.length === 0 && (
        <EmptyState icon="clock" title={t('duty.noShift')}>
          {t('duty.noShiftText')}
        </EmptyState>
      )}
      {data && data.items.length > 0 && (
        <DataTable label={t('duty.shifts')} columns={columns} rows={data.items} keyOf={({ id }) => id} />
      )}
      {problem !== null && <ProblemNote problem={problem} />}
      <ShiftForm storeId={storeId} people={people} />
    </Panel>
  )
}

function ShiftForm({ storeId, people }: DutyPart) {
  const t = useText('admin')
  const pick = usePick()
  const [draft, setDraft] = useState({ personId: '', role: 'cs-agent', fromAt: '', toAt: '' })
  const { act, problem, busy } = useAct('shifts')
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change })
  const refusal = draft.personId === '' || draft.fromAt === '' || draft.toAt === '' ? t('duty.fill') : null
  return (
    <form
      className="admin-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (refusal === null) void act(() => enterShift({ storeId, ...draft }))
      }}
    >
      <Field label={t('duty.who')} required>
        <Select
          value={draft.personId}
          placeholder={t('duty.choose')}
          onChange={(personId) => set({ personId })}
          choices={people.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Field>
      <Field label={t('people.role')}>
        <Select
          value={draft.role}
          onChange={(role) => set({ role })}
          choices={Object.entries(roleTitles).map(([value, title]) => ({ value, label: pick(title) }))}
        />
      </Field>
      <Field label={t('people.from')} required>
        <InstantInput value={draft.fromAt || null} onChange={(at) => set({ fromAt: at ?? '' })} />
      </Field>
      <Field label={t('people.to')} required>
        <InstantInput value={draft.toAt || null} onChange={(at) => set({ toAt: at ?? '' })} />
      </Field>
      <Button type="submit" busy={busy} refusal={refusal}>
        {t('duty.plan')}
      </Button>
      {problem !== null && <ProblemNote problem={problem} />}
    </form>
  )
}
