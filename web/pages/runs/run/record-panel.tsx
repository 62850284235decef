import { useQuery } from '@tanstack/react-query'
import type { RunBody } from '../../../api/runs.ts'
import type { SopBody } from '../../../api/sops.ts'
import { sopQuery } from '../../../api/sops.ts'
import { ShownValue } from '../../../forms/shown-value.tsx'
import { Panel } from '../../../kit/page/panel.tsx'
import { usePick, useText } from '../../../text/use-text.ts'
import { BarChart } from '../bar-chart.tsx'
import { recordLines } from './record-lines.ts'

type Titles = SopBody['recordTitles']
const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/

/** The playbook's own figures of a finished run: what was reached against its target, then everything. */
export function RecordPanel({ run }: { run: RunBody }) {
  const t = useText('run')
  const pick = usePick()
  const titles = useQuery(sopQuery(run.sopId)).data?.recordTitles ?? {}
  const { against, lines } = recordLines(run.record ?? {})
  const title = (name: string) => pick(titles[name] ?? { zh: name, en: name })
  return (
    <>
      {against.length > 0 && (
        <Panel title={t('review.againstTarget')}>
          <BarChart
            label={t('review.againstTarget')}
            bars={against.map(({ name, percent }) => ({
              id: name,
              name: title(name),
              value: percent,
              words: t('review.ofTarget', { percent }),
              bad: percent < 100,
            }))}
          />
        </Panel>
      )}
      <Panel title={t('review.record')}>
        {lines.length === 0 ? (
          <p>{t('review.noRecord')}</p>
        ) : (
          <dl className="run-facts">
            {lines.map(([name, value]) => (
              <div key={name}>
                <dt>{title(name)}</dt>
                <dd>
                  <Figure titles={titles} name={name} value={value} />
                </dd>
              </div>
            ))}
          </dl>
        )}
      </Panel>
    </>
  )
}

function Figure({ titles, name, value }: { titles: Titles; name: string; value: unknown }) {
  const t = useText('run')
  const unit = titles[name]?.unit
  if (unit === 'minutes' && typeof value === 'number')
    return <span className="number">{t('review.minutes', { count: value })}</span>
  const type = typeof value !== 'string' ? (unit ?? 'decimal') : isInstant.test(value) ? 'datetime' : 'enum'
  return <ShownValue type={type} value={value} />
}
