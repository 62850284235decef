import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { DefinitionRow } from '../../api/definitions.ts'
import { definitionQuery } from '../../api/definitions.ts'
import { Button } from '../../kit/button/button.tsx'
import { Spinner } from '../../kit/loading/loading.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import type { Column } from '../../kit/table/data-table.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import { PersonName } from '../../kit/values/values.tsx'
import { useText } from '../../text/use-text.ts'
import { diffLines } from './line-diff.ts'

interface VersionsProps {
  shown: DefinitionRow
  versions: readonly DefinitionRow[]
}

/** Every version, who wrote and published it, and what another one says differently. */
export function Versions({ shown, versions }: VersionsProps) {
  const t = useText('author')
  const [otherId, setOtherId] = useState<string | null>(null)
  const columns: Column<DefinitionRow>[] = [
    {
      id: 'version',
      head: t('versions.version'),
      leads: true,
      cell: ({ sopId, version }) => (
        <Link to="/playbooks/$sopId/$version" params={{ sopId, version }}>
          {version}
        </Link>
      ),
    },
    {
      id: 'state',
      head: t('versions.state'),
      cell: ({ status }) => <Tag tone={status === 'published' ? 'good' : 'info'}>{t(`versions.${status}`)}</Tag>,
    },
    {
      id: 'by',
      head: t('versions.by'),
      cell: ({ createdBy, createdByName }) => <PersonName name={createdByName} id={createdBy} />,
    },
    {
      id: 'published',
      head: t('versions.publishedAt'),
      cell: ({ publishedAt }) => (publishedAt === null ? '—' : <TimeText at={publishedAt} as="clock" />),
    },
    {
      id: 'compare',
      head: t('versions.compare'),
      cell: ({ id }) => (
        <Button refusal={id === shown.id ? t('versions.same') : null} onPress={() => setOtherId(id)}>
          {t('versions.compare')}
        </Button>
      ),
    },
  ]
  return (
    <Panel title={t('versions.title')}>
      <DataTable
        label={t('versions.title')}
        columns={columns}
        rows={versions}
        keyOf={({ id }) => id}
        isMarked={({ id }) => id === shown.id}
      />
      {otherId !== null && otherId !== shown.id && <Difference shownId={shown.id} otherId={otherId} />}
    </Panel>
  )
}

function Difference({ shownId, otherId }: { shownId: string; otherId: string }) {
  const t = useText('author')
  const shown = useQuery(definitionQuery(shownId)).data
  const other = useQuery(definitionQuery(otherId)).data
  if (!shown || !other) return <Spinner />
  const lines = diffLines(other.yaml, shown.yaml)
  const changed = lines.filter(({ kind }) => kind !== 'same').length
  const near = lines.filter((_, at) => lines.slice(Math.max(0, at - 3), at + 4).some(({ kind }) => kind !== 'same'))
  return (
    <div className="diff" role="region" aria-label={t('versions.compare')} tabIndex={0}>
      <p>{t('versions.changed', { count: changed, from: other.version, to: shown.version })}</p>
      {near.map(({ kind, text, before, after }) => (
        <div key={`${before ?? ''}/${after ?? ''}`} className={`diff-line diff-${kind}`}>
          <span className="diff-place">{after ?? before}</span>
          <span aria-label={t(`versions.line.${kind}`)}>{{ same: ' ', gone: '−', new: '+' }[kind]}</span>
          <code>{text}</code>
        </div>
      ))}
    </div>
  )
}
