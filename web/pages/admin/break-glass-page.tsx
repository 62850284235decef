import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { roleTitles, rolesWithoutSteps } from '#engine/model/roles.ts'
import { useMe } from '../../api/me.ts'
import type { BreakGlassBody } from '../../api/rights.ts'
import { breakGlassQuery, endBreakGlass, openBreakGlass, reviewBreakGlass } from '../../api/rights.ts'
import { Button } from '../../kit/button/button.tsx'
import { ConfirmWithReason } from '../../kit/dialog/confirm-with-reason.tsx'
import { Field } from '../../kit/field/field.tsx'
import { Select } from '../../kit/field/select.tsx'
import { TextInput } from '../../kit/field/text-input.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import { usePick, useText } from '../../text/use-text.ts'
import { AdminPlaces } from './admin-places.tsx'
import './admin.css'
import { useAct } from './use-act.ts'

const leads: readonly string[] = ['lead', 'store-manager', 'ops-lead']
const minutes = ['15', '30', '60'] as const

/** Roles taken in an emergency: take one, end it, and say of another's whether it was right. */
export function BreakGlassPage() {
  const t = useText('admin')
  const { data, error, refetch } = useQuery(breakGlassQuery)
  return (
    <Page title={t('breakGlass.title')} actions={<AdminPlaces />}>
      <p>{t('breakGlass.text')}</p>
      <Take />
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={3} />}
      {data?.items.length === 0 && (
        <EmptyState icon="clock" title={t('breakGlass.none')}>
          {t('breakGlass.noneText')}
        </EmptyState>
      )}
      {data?.items.map((item) => (
        <Emergency key={item.id} item={item} />
      ))}
    </Page>
  )
}

function Take() {
  const t = useText('admin')
  const pick = usePick()
  const { stores } = useMe()
  const led = stores.filter(({ roles }) => roles.some((role) => leads.includes(role)))
  const [draft, setDraft] = useState({ storeId: led[0]?.storeId ?? '', role: 'cs-agent', minutes: '30', reason: '' })
  const { act, problem, busy } = useAct('breakGlass', 'me')
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change })
  if (led.length === 0) return null
  const refusal = draft.reason.trim() === '' ? t('breakGlass.why') : null
  const roles = Object.entries(roleTitles).filter(([role]) => !rolesWithoutSteps.includes(role))
  return (
    <form
      className="admin-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (refusal === null) void act(() => openBreakGlass({ ...draft, minutes: Number(draft.minutes) }))
      }}
    >
      <Field label={t('people.store')}>
        <Select
          value={draft.storeId}
          onChange={(storeId) => set({ storeId })}
          choices={led.map(({ storeId, storeName }) => ({ value: storeId, label: storeName }))}
        />
      </Field>
      <Field label={t('people.role')}>
        <Select
          value={draft.role}
          onChange={(role) => set({ role })}
          choices={roles.map(([value, title]) => ({ value, label: pick(title) }))}
        />
      </Field>
      <Field label={t('breakGlass.minutes')}>
        <Select
          value={draft.minutes}
          onChange={(value) => set({ minutes: value })}
          choices={minutes.map((value) => ({ value, label: value }))}
        />
      </Field>
      <Field label={t('breakGlass.reason')} required>
        <TextInput value={draft.reason} onChange={(reason) => set({ reason })} />
      </Field>
      <Button type="submit" tone="danger" busy={busy} refusal={refusal}>
        {t('breakGlass.take')}
      </Button>
      {problem !== null && <ProblemNote problem={problem} />}
    </form>
  )
}

function Emergency({ item }: { item: BreakGlassBody }) {
  const t = useText('admin')
  const pick = usePick()
  const { act, problem, busy } = useAct('breakGlass', 'me')
  const { id, personName, role, reason, openedAt, endsAt, acts, reviewedByName, note } = item
  const title = pick(roleTitles[role] ?? { zh: role, en: role })
  return (
    <Panel title={t('breakGlass.who', { name: personName, role: title })} aside={<State item={item} />}>
      <p>
        <TimeText at={openedAt} as="clock" /> – <TimeText at={endsAt} as="clock" /> ·{' '}
        {t('breakGlass.acts', { count: acts })}
      </p>
      <p>{reason}</p>
      {item.verdict !== null && (
        <p>
          {t(`breakGlass.verdict.${item.verdict}`)} · {reviewedByName} {note}
        </p>
      )}
      {item.mayEnd && (
        <Button busy={busy} onPress={() => void act(() => endBreakGlass(id))}>
          {t('breakGlass.end')}
        </Button>
      )}
      {item.mayReview && <Review id={id} />}
      {problem !== null && <ProblemNote problem={problem} />}
    </Panel>
  )
}

function State({ item: { open, late, verdict } }: { item: BreakGlassBody }) {
  const t = useText('admin')
  if (open) return <Tag tone="warn">{t('breakGlass.open')}</Tag>
  if (verdict !== null) return <Tag tone={verdict === 'ok' ? 'good' : 'bad'}>{t(`breakGlass.verdict.${verdict}`)}</Tag>
  return <Tag tone={late ? 'bad' : 'warn'}>{t(late ? 'breakGlass.late' : 'breakGlass.waits')}</Tag>
}

function Review({ id }: { id: string }) {
  const t = useText('admin')
  const [finding, setFinding] = useState(false)
  const { act, problem, busy } = useAct('breakGlass')
  return (
    <div className="admin-acts">
      <Button busy={busy} onPress={() => void act(() => reviewBreakGlass(id, { verdict: 'ok', note: '' }))}>
        {t('breakGlass.fine')}
      </Button>
      <Button busy={busy} onPress={() => setFinding(true)}>
        {t('breakGlass.find')}
      </Button>
      {problem !== null && <ProblemNote problem={problem} />}
      <ConfirmWithReason
        title={t('breakGlass.find')}
        verb={t('breakGlass.find')}
        isOpen={finding}
        onClose={() => setFinding(false)}
        onConfirm={async (note) => {
          await act(() => reviewBreakGlass(id, { verdict: 'finding', note }))
          setFinding(false)
        }}
      />
    </div>
  )
}
