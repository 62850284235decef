import { useEffect, useRef } from 'react'
import type { PlacedCue } from '#engine/live/run-of-show.ts'
import { Tag } from '../../kit/tag/tag.tsx'
import { usePick, useText } from '../../text/use-text.ts'
import { useZone } from '../../time/zone.ts'
import { clockText, count, entryName } from './count.ts'
import type { Show } from './use-show.ts'

/** The whole run of show: planned and expected times of every cue; scrolls along with what is on. */
export function CueList({ shown, follow, hidePast }: { shown: Show; follow: boolean; hidePast: boolean }) {
  const t = useText('live')
  const at = useRef<HTMLLIElement>(null)
  const nowKey = shown.show.now?.key
  useEffect(() => {
    if (follow) at.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' })
  }, [follow, nowKey])
  const cues = hidePast ? shown.show.cues.filter((cue) => cue.place !== 'past') : shown.show.cues
  return (
    <ol className="live-list" aria-label={t('cues')}>
      {cues.map((cue) => (
        <CueRow key={cue.key} cue={cue} at={cue.key === nowKey ? at : undefined} />
      ))}
    </ol>
  )
}

function CueRow({ cue, at }: { cue: PlacedCue; at: React.Ref<HTMLLIElement> | undefined }) {
  const t = useText('live')
  const pick = usePick()
  const zone = useZone()
  const planned = Date.parse(cue.plannedStartAt)
  const expected = Date.parse(cue.expectedStartAt)
  const moved = Math.abs(expected - planned) >= 1_000
  const place = cue.place === 'past' && cue.status === 'skipped' ? 'skipped' : cue.place
  return (
    <li ref={at} data-place={cue.place} aria-current={cue.place === 'now' ? 'step' : undefined}>
      <span className="live-times">
        {moved && <s>{clockText(planned, zone)}</s>} {clockText(expected, zone)}
      </span>
      <span className="live-what">
        <strong>{pick(cue.title)}</strong> {entryName(cue.entry)}
      </span>
      <span className="live-length">{count(cue.durationMs)}</span>
      <Tag tone={place === 'left' ? 'warn' : place === 'now' ? 'info' : 'plain'}>{t(`place.${place}`)}</Tag>
    </li>
  )
}
