import type { ErasureBody } from '../../api/personal-data.ts'
import { Tag } from '../../kit/tag/tag.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import { PersonName } from '../../kit/values/values.tsx'
import { useText } from '../../text/use-text.ts'

const tones = { asked: 'warn', refused: 'plain', restricted: 'warn', erased: 'good' } as const

/** How far a wish to erase has come, who asked and who decided. */
export function ErasureWords({ wish }: { wish: ErasureBody }) {
  const t = useText('personal')
  return (
    <p>
      <Tag tone={tones[wish.state]}>{t(`state.${wish.state}`)}</Tag> {t('askedBy')}{' '}
      <PersonName name={wish.askedByName} id={wish.askedBy} /> <TimeText at={wish.askedAt} as="clock" />: {wish.reason}
      {wish.decidedBy !== null && wish.decidedAt !== null && (
        <>
          {' · '}
          {t('decidedBy')} <PersonName name={wish.decidedByName} id={wish.decidedBy} />{' '}
          <TimeText at={wish.decidedAt} as="clock" /> {wish.decisionReason ?? ''}
        </>
      )}
      {wish.state === 'restricted' && wish.keepUntil !== null && (
        <>
          {' · '}
          {t('keepUntil')} <TimeText at={wish.keepUntil} as="clock" />
        </>
      )}
    </p>
  )
}
