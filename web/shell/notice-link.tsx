import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMe } from '../api/me.ts'
import type { NoticeBody } from '../api/messages.ts'
import { Tag } from '../kit/tag/tag.tsx'
import { TimeText } from '../kit/time/time-text.tsx'
import { usePick, useText } from '../text/use-text.ts'
import { useZone, Zone } from '../time/zone.ts'
import './notice-link.css'

/** One notice: what it says, where it belongs and when it came; the whole of it leads to its task or run. */
export function NoticeLink({ notice, onOpen }: { notice: NoticeBody; onOpen: () => void }) {
  const { taskId, runId } = notice
  const looks = { className: 'notice-link', onClick: onOpen }
  const words = <NoticeWords notice={notice} />
  return taskId === null ? (
    <Link to="/runs/$runId" params={{ runId }} {...looks}>
      {words}
    </Link>
  ) : (
    <Link to="/tasks/$taskId" params={{ taskId }} {...looks}>
      {words}
    </Link>
  )
}

function NoticeWords({ notice }: { notice: NoticeBody }): ReactNode {
  const t = useText('shell')
  const pick = usePick()
  const { stores } = useMe()
  const chosen = useZone()
  const store = stores.find(({ storeId }) => storeId === notice.storeId)
  const unread = notice.readAt === null
  return (
    <>
      <span className={unread ? 'notice-text notice-unread' : 'notice-text'}>
        {unread && <span className="unseen">{t('bell.unread')} </span>}
        {pick(notice.text)}
        {notice.urgent && (
          <>
            {' '}
            <Tag tone="warn">{t('bell.urgent')}</Tag>
          </>
        )}
      </span>
      <span className="notice-context">
        {pick(notice.context)} · {store?.storeName}
      </span>
      <span className="notice-context">
        <Zone value={store?.zone ?? chosen}>
          <TimeText at={notice.at} as="both" inRow />
        </Zone>
      </span>
    </>
  )
}
