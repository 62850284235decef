import { roleTitles } from '#engine/model/roles.ts'
import type { RehearsalBody } from '../../../api/launching.ts'
import type { SopBody } from '../../../api/sops.ts'
import { Note } from '../../../kit/note/note.tsx'
import { DataTable } from '../../../kit/table/data-table.tsx'
import { useLanguage, usePick, useText } from '../../../text/use-text.ts'
import { shortInstant } from '../../../time/words.ts'
import { BarChart } from '../bar-chart.tsx'
import { PlanChart } from '../run/plan-chart.tsx'

/** The dated plan of a launch in one store: what to watch, the chart, the same as a table, the load. */
export function StorePlan({ plan, sop }: { plan: RehearsalBody; sop: SopBody }) {
  const t = useText('launch')
  const pick = usePick()
  const at = useAt(plan.calendar.zone)
  const critical = new Set(plan.criticalPath)
  const stageOf = new Map(sop.stages.flatMap((stage) => stage.steps.map((id) => [id, pick(stage.title)] as const)))
  const lines = plan.steps
    .filter((step) => step.opensAt !== null || step.dueAt !== null)
    .map((step) => ({
      id: step.instanceKey,
      title: pick(step.title),
      group: stageOf.get(step.stepId) ?? '',
      from: step.opensAt,
      due: step.dueAt,
      late: false,
      critical: critical.has(step.stepId),
      words: t('line', { from: at(step.opensAt), due: at(step.dueAt) }),
    }))
  return (
    <>
      <p>{t('span', { from: at(plan.startAt), to: at(plan.endsAt) })}</p>
      <Findings plan={plan} sop={sop} />
      <PlanChart label={t('chart')} lines={lines} calendar={plan.calendar} />
      <details>
        <summary>{t('asTable')}</summary>
        <DataTable
          label={t('asTable')}
          rows={[...plan.steps].sort((a, b) => ((a.dueAt ?? '9') < (b.dueAt ?? '9') ? -1 : 1))}
          keyOf={(step) => step.instanceKey}
          columns={[
            { id: 'step', head: t('columns.step'), leads: true, cell: (step) => pick(step.title) },
            {
              id: 'role',
              head: t('columns.role'),
              cell: (step) =>
                step.role === null ? '–' : pick(roleTitles[step.role] ?? { zh: step.role, en: step.role }),
            },
            { id: 'opens', head: t('columns.opens'), cell: (step) => at(step.opensAt) },
            { id: 'due', head: t('columns.due'), cell: (step) => at(step.dueAt) },
          ]}
        />
      </details>
      <Load plan={plan} />
    </>
  )
}

function useAt(zone: string): (instant: string | null) => string {
  const language = useLanguage()
  return (instant) => (instant === null ? '–' : shortInstant(instant, language, zone, Date.now()))
}

/** What would go wrong, by kind, with the steps it concerns. */
function Findings({ plan, sop }: { plan: RehearsalBody; sop: SopBody }) {
  const t = useText('launch')
  const pick = usePick()
  if (plan.findings.length === 0) return <Note tone="good">{t('noFindings')}</Note>
  const titleOf = (stepId: string) => {
    const step = sop.steps.find((one) => one.stepId === stepId)
    return step ? pick(step.title) : stepId
  }
  const codes = ['LATE_START', 'IMPOSSIBLE_DUE', 'UNFILLED_ROLE', 'ON_DAY_OFF', 'DUE_ESTIMATED'] as const
  return (
    <ul className="launch-findings">
      {codes.map((code) => {
        const found = plan.findings.filter((finding) => finding.code === code)
        if (found.length === 0) return null
        const steps = [...new Set(found.flatMap(({ stepId }) => (stepId === undefined ? [] : [titleOf(stepId)])))]
        return (
          <li key={code}>
            <Note tone={code === 'ON_DAY_OFF' || code === 'DUE_ESTIMATED' ? 'info' : 'warn'}>
              <p>{t(`finding.${code}`, { count: found.length })}</p>
              {steps.length > 0 && <p>{steps.join('、')}</p>}
            </Note>
          </li>
        )
      })}
    </ul>
  )
}

const busiest = 12

/** Steps that fall due per post and day, the busiest first. */
function Load({ plan }: { plan: RehearsalBody }) {
  const t = useText('launch')
  const pick = usePick()
  const bars = [...plan.load]
    .sort((a, b) => b.steps - a.steps || (a.day < b.day ? -1 : 1))
    .slice(0, busiest)
    .map(({ role, day, steps }) => ({
      id: `${role} ${day}`,
      name: `${day} ${pick(roleTitles[role] ?? { zh: role, en: role })}`,
      value: steps,
      words: t('steps', { count: steps }),
      bad: false,
    }))
  if (bars.length === 0) return null
  return (
    <section aria-label={t('load')}>
      <h3>{t('load')}</h3>
      <BarChart label={t('load')} bars={bars} />
    </section>
  )
}
