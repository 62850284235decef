import type { HistoryEvent } from '../../api/audit.ts'
import type { RunBody } from '../../api/runs.ts'
import { roleTitles } from '#engine/model/roles.ts'
import { Panel } from '../../kit/page/panel.tsx'
import type { Column } from '../../kit/table/data-table.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import { PersonName } from '../../kit/values/values.tsx'
import { usePick, useText } from '../../text/use-text.ts'

type Level = RunBody['steps'][number]['approvals'][number] & {
  step: RunBody['steps'][number]
  askedBy: HistoryEvent['actor'] | null
}

/** Who approved what, who had asked, why: the first thing an auditor wants to know. */
export function Approvals({ run, events }: { run: RunBody; events: readonly HistoryEvent[] }) {
  const t = useText('audit')
  const columns = useColumns()
  const rows = run.steps.flatMap((step) =>
    step.approvals.map((level): Level => ({ ...level, step, askedBy: askedBy(events, step.instanceKey) })),
  )
  return (
    <Panel title={t('approvals.title')}>
      {rows.length === 0 ? (
        <p>{t('approvals.none')}</p>
      ) : (
        <DataTable
          label={t('approvals.title')}
          columns={columns}
          rows={rows}
          keyOf={(row) => `${row.step.instanceKey}/${row.level}`}
        />
      )}
    </Panel>
  )
}

function useColumns(): Column<Level>[] {
  const t = useText('audit')
  const pick = usePick()
  return [
    { id: 'step', head: t('column.step'), leads: true, cell: ({ step }) => pick(step.title) },
    {
      id: 'decision',
      head: t('approvals.decision'),
      cell: ({ decision }) => (
        <Tag tone={decision === 'approved' ? 'good' : decision === null ? 'plain' : 'bad'}>
          {t(`approvals.${decision ?? 'pending'}`)}
        </Tag>
      ),
    },
    {
      id: 'by',
      head: t('approvals.by'),
      cell: ({ by, byName, role }) => (
        <>
          <PersonName name={byName} id={by} /> <small>{pick(roleTitles[role] ?? { zh: role, en: role })}</small>
        </>
      ),
    },
    {
      id: 'asked',
      head: t('approvals.asked'),
      cell: ({ askedBy: asker }) => <PersonName name={asker?.name} id={asker?.personId} />,
    },
    { id: 'when', head: t('column.when'), cell: ({ at }) => (at === null ? '—' : <TimeText at={at} as="clock" />) },
    { id: 'why', head: t('column.why'), cell: ({ reason }) => reason ?? '' },
  ]
}

function askedBy(events: readonly HistoryEvent[], instanceKey: string): HistoryEvent['actor'] | null {
  return events.findLast((event) => event.type === 'step.submitted' && event.instanceKey === instanceKey)?.actor ?? null
}
