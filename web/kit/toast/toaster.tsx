import { useSyncExternalStore } from 'react'
import { useText } from '../../text/use-text.ts'
import { Button } from '../button/button.tsx'
import type { IconName } from '../icon/icon.tsx'
import { Icon } from '../icon/icon.tsx'
import type { Toast } from './toasts.ts'
import { dismiss, onToasts, shownToasts } from './toasts.ts'
import './toast.css'

const icons: Record<Toast['tone'], IconName> = { good: 'check', info: 'info', bad: 'warn' }

/** Where toasts appear; once per page. */
export function Toaster() {
  const toasts = useSyncExternalStore(onToasts, shownToasts)
  const t = useText('kit')
  return (
    <div className="toaster" role="status" aria-live="polite">
      {toasts.map(({ id, tone, text, act }) => (
        <div key={id} className={`toast toast-${tone}`}>
          <Icon name={icons[tone]} />
          <span>{text}</span>
          {act && (
            <Button tone="quiet" onPress={act.run}>
              {act.label}
            </Button>
          )}
          <Button tone="quiet" icon="cross" label={t('close')} onPress={() => dismiss(id)} />
        </div>
      ))}
    </div>
  )
}
