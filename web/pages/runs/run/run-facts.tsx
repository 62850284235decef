import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { roleTitles } from '#engine/model/roles.ts'
import type { RunBody } from '../../../api/runs.ts'
import { storePeopleQuery } from '../../../api/store-people.ts'
import { TimeText } from '../../../kit/time/time-text.tsx'
import { usePick, useText } from '../../../text/use-text.ts'
import { useStoreName } from '../board/run-lines.tsx'
import { offsetOf } from './run-offset.ts'

/** Where a run stands, in a few figures. */
export function RunFacts({ run }: { run: RunBody }) {
  const t = useText('run')
  const pick = usePick()
  const storeName = useStoreName()
  const stage = run.stages.find((one) => one.id === run.stage)
  const outcome = run.outcome
  const { done, total, percent } = run.progress
  const hours = offsetOf(run)
  return (
    <dl className="run-facts">
      <Fact name={t('facts.store')}>{storeName(run.storeId)}</Fact>
      <Fact name={t('facts.progress')}>
        <meter min={0} max={100} value={percent} aria-label={t('facts.progress')} />
        <span className="number">{t('facts.done', { done, total })}</span>
      </Fact>
      {stage && <Fact name={t('facts.stage')}>{pick(stage.title)}</Fact>}
      {hours !== null && (
        <Fact name={t('facts.offset')}>
          {hours > 0
            ? t('facts.behind', { count: hours })
            : hours < 0
              ? t('facts.ahead', { count: -hours })
              : t('facts.onPlan')}
        </Fact>
      )}
      {outcome !== null && <Fact name={t('facts.outcome')}>{outcome}</Fact>}
      <Fact name={t('facts.launched')}>
        {run.launchedByName ?? run.launchedBy} <TimeText at={run.launchedAt} />
      </Fact>
      {run.endedAt !== null && (
        <Fact name={t('facts.ended')}>
          <TimeText at={run.endedAt} />
        </Fact>
      )}
      <Fact name={t('facts.people')}>
        <Roster run={run} />
      </Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** People named for a post at launch, and whoever has taken a step since. */
function Roster({ run }: { run: RunBody }) {
  const t = useText('run')
  const pick = usePick()
  const people = useQuery(storePeopleQuery(run.storeId)).data?.items ?? []
  const nameOf = (id: string) => people.find((person) => person.personId === id)?.name ?? id
  const named = Object.entries(run.roles).filter(([, ids]) => ids.length > 0)
  const working = [...new Set(run.steps.flatMap((step) => (step.assigneeName === null ? [] : [step.assigneeName])))]
  if (named.length === 0 && working.length === 0) return <>{t('facts.anyone')}</>
  return (
    <ul className="roster">
      {named.map(([role, ids]) => (
        <li key={role}>
          {pick(roleTitles[role] ?? { zh: role, en: role })}: {ids.map(nameOf).join('、')}
        </li>
      ))}
      {named.length === 0 && <li>{working.join('、')}</li>}
    </ul>
  )
}
