import { Link } from '@tanstack/react-router'
import type { StreamState } from '../api/stream.ts'
import { useMe } from '../api/me.ts'
import { Button } from '../kit/button/button.tsx'
import { Select } from '../kit/field/select.tsx'
import { Icon } from '../kit/icon/icon.tsx'
import { useText } from '../text/use-text.ts'
import { Bell } from './bell.tsx'
import { onOpenPalette } from './open-palette.ts'
import { useStore } from './store-choice.ts'
import { UserMenu } from './user-menu.tsx'
import { WaitingSign } from './waiting-sign.tsx'

/** Name, store, search, what is new, and who is signed in. */
export function TopBar({ stream }: { stream: StreamState }) {
  const t = useText('shell')
  return (
    <header className="top-bar">
      <Link to="/" className="brand" aria-label={t('home')}>
        <img src="/icon.svg" alt="" width={24} height={24} />
        <span>{t('name')}</span>
      </Link>
      <StoreSwitch />
      <div className="top-bar-end">
        <WaitingSign />
        <StreamSign stream={stream} />
        <Button
          tone="quiet"
          icon="search"
          label={t('palette.title')}
          onPress={() => {
            onOpenPalette.current()
          }}
        />
        <Bell />
        <UserMenu />
      </div>
    </header>
  )
}

function StoreSwitch() {
  const t = useText('shell')
  const { stores } = useMe()
  const { storeId, choose } = useStore()
  if (stores.length < 2) return <span className="store-name">{stores[0]?.storeName}</span>
  return (
    <span className="store-switch">
      <Select
        label={t('store.label')}
        value={storeId ?? 'all'}
        choices={[
          { value: 'all', label: t('store.all') },
          ...stores.map((store) => ({ value: store.storeId, label: store.storeName })),
        ]}
        onChange={(value) => choose(value === 'all' ? null : value)}
      />
    </span>
  )
}

/** Whether what is shown is live; silent while all is well. */
function StreamSign({ stream }: { stream: StreamState }) {
  const t = useText('shell')
  return (
    <span className="stream-sign" role="status">
      {stream !== 'live' && (
        <>
          <Icon name="offline" size={16} />
          <span className="stream-words">{t(`stream.${stream}`)}</span>
        </>
      )}
    </span>
  )
}
