import type { RunBody } from '../../../api/runs.ts'
import { Panel } from '../../../kit/page/panel.tsx'
import { usePick, useText } from '../../../text/use-text.ts'
import { BarChart } from '../bar-chart.tsx'
import { RecordPanel } from './record-panel.tsx'
import { offsetsOf, reviewOf } from './review-figures.ts'

/** What a finished run has to teach: its figures, how late each step was, what was redone, how approvals went. */
export function Review({ run }: { run: RunBody }) {
  const t = useText('run')
  const pick = usePick()
  const figures = reviewOf(run)
  const offsets = offsetsOf(run).map(({ step, hours }) => ({
    id: step.instanceKey,
    name: pick(step.title) + (step.iteration > 0 ? ` ${step.iteration}` : ''),
    value: hours,
    words: hours > 0 ? t('review.late', { count: hours }) : t('review.early', { count: -hours }),
    bad: hours > 0,
  }))
  return (
    <div className="review">
      <Panel title={t('review.figures')}>
        <dl className="run-facts">
          {(['done', 'onTimePercent', 'reworked', 'skipped', 'approved', 'rejected'] as const).map((name) => (
            <div key={name}>
              <dt>{t(`review.${name}`)}</dt>
              <dd className="number">{figures[name] ?? '–'}</dd>
            </div>
          ))}
        </dl>
      </Panel>
      <RecordPanel run={run} />
      <Panel title={t('review.punctuality')}>
        {offsets.length === 0 ? (
          <p>{t('review.noDues')}</p>
        ) : (
          <BarChart label={t('review.punctuality')} bars={offsets} />
        )}
      </Panel>
    </div>
  )
}
