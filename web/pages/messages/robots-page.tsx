import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RobotBody } from '../../api/messages.ts'
import { mailSettingsQuery, robotsQuery } from '../../api/messages.ts'
import { Button } from '../../kit/button/button.tsx'
import { Field } from '../../kit/field/field.tsx'
import { Select } from '../../kit/field/select.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import { useText } from '../../text/use-text.ts'
import { AdminPlaces } from '../admin/admin-places.tsx'
import { useManagedStores } from './managed-stores.ts'
import { RobotSheet } from './robot-sheet.tsx'
import { RobotTable } from './robot-table.tsx'
import './messages.css'

/** The chat robots of a store and the house's mail: where messages go out. */
export function RobotsPage() {
  const t = useText('messages')
  const stores = useManagedStores()
  const [chosen, choose] = useState('')
  const storeId = chosen || (stores[0]?.storeId ?? '')
  const [sheet, setSheet] = useState<RobotBody | 'new' | null>(null)
  const { data, error, refetch } = useQuery(robotsQuery(storeId))
  const refusal = stores.length === 0 ? t('managersOnly') : null
  return (
    <Page title={t('robots.title')} actions={<AdminPlaces />}>
      {stores.length > 1 && (
        <Field label={t('store')}>
          <Select
            value={storeId}
            onChange={choose}
            choices={stores.map((store) => ({ value: store.storeId, label: store.storeName }))}
          />
        </Field>
      )}
      <Panel
        title={t('robots.ofStore')}
        aside={
          <Button tone="primary" icon="plus" refusal={refusal} onPress={() => setSheet('new')}>
            {t('robots.add')}
          </Button>
        }
      >
        {refusal !== null && <p>{refusal}</p>}
        {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
        {!data && !error && refusal === null && <Skeleton rows={3} />}
        {data?.items.length === 0 && (
          <EmptyState icon="comment" title={t('robots.none')}>
            {t('robots.noneText')}
          </EmptyState>
        )}
        {data && data.items.length > 0 && <RobotTable robots={data.items} onEdit={setSheet} />}
      </Panel>
      <MailPanel />
      {sheet !== null && (
        <RobotSheet storeId={storeId} robot={sheet === 'new' ? null : sheet} onClose={() => setSheet(null)} />
      )}
    </Page>
  )
}

/** The mail settings, read only: they are set where the house is started. */
function MailPanel() {
  const t = useText('messages')
  const { data, error, refetch } = useQuery(mailSettingsQuery)
  return (
    <Panel title={t('mail.title')}>
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={2} />}
      {data && (
        <dl className="mail-settings">
          <dt>{t('mail.server')}</dt>
          <dd>{data.mail?.host ?? t('mail.none')}</dd>
          {data.mail && (
            <>
              <dt>{t('mail.from')}</dt>
              <dd>{data.mail.from}</dd>
            </>
          )}
          <dt>{t('mail.links')}</dt>
          <dd>{data.publicUrl}</dd>
        </dl>
      )}
      <p>{t('mail.hint')}</p>
    </Panel>
  )
}
