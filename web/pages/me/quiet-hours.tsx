import { useMe } from '../../api/me.ts'
import { ClockInput } from '../../kit/field/date-input.tsx'
import { Field } from '../../kit/field/field.tsx'
import { Select } from '../../kit/field/select.tsx'
import { useText } from '../../text/use-text.ts'
import { refusedAt } from '../messages/refused-at.ts'
import type { ChoiceInHand } from './use-choice.ts'

const atFirst = { from: '22:00', to: '08:00' }

/** When nothing but the most pressing is sent: while the store is closed, or one's own hours by one's own clock. */
export function QuietHours({ hand: { choice, change, problem } }: { hand: ChoiceInHand }) {
  const t = useText('messages')
  const { quiet } = choice
  const zones = useZones(quiet?.zone ?? null)
  // The only time of day that can be refused here is one that leaves no time at all.
  const noLength = refusedAt(problem, '/quiet/to') === null ? null : t('choice.noLength')
  return (
    <>
      <Field label={t('choice.quiet')} hint={t('choice.quietHint')}>
        <Select<'store' | 'own'>
          value={quiet === null ? 'store' : 'own'}
          onChange={(whose) => change({ quiet: whose === 'own' ? { ...atFirst, zone: deviceZone() } : null })}
          choices={(['store', 'own'] as const).map((value) => ({ value, label: t(`choice.whose.${value}`) }))}
        />
      </Field>
      {quiet !== null && (
        <>
          <Field label={t('choice.from')} error={refusedAt(problem, '/quiet/from')}>
            <ClockInput value={quiet.from} onChange={(from) => change({ quiet: { ...quiet, from } })} />
          </Field>
          <Field label={t('choice.to')} error={noLength}>
            <ClockInput value={quiet.to} onChange={(to) => change({ quiet: { ...quiet, to } })} />
          </Field>
          <Field label={t('choice.zone')} error={refusedAt(problem, '/quiet/zone')}>
            <Select
              value={quiet.zone ?? 'store'}
              onChange={(zone) => change({ quiet: { ...quiet, zone: zone === 'store' ? null : zone } })}
              choices={[
                { value: 'store', label: t('choice.ofStore') },
                ...zones.map((value) => ({ value, label: value })),
              ]}
            />
          </Field>
        </>
      )}
    </>
  )
}

/** Zones worth offering: this device's, those of one's stores, and the one that is kept. */
function useZones(kept: string | null): string[] {
  const { stores } = useMe()
  return [...new Set([deviceZone(), ...stores.map(({ zone }) => zone), ...(kept === null ? [] : [kept])])]
}

function deviceZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}
