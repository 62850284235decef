import { Dialog } from '../kit/dialog/dialog.tsx'
import { KeyHint } from '../kit/key-hint/key-hint.tsx'
import { useText } from '../text/use-text.ts'
import { useAllActions } from './actions.ts'
import './shell.css'

/** The keys that work on this page. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  const t = useText('shell')
  const actions = useAllActions().filter(({ keys }) => keys !== undefined)
  return (
    <Dialog title={t('keys.title')} isOpen onClose={onClose}>
      <dl className="keys-list">
        {actions.map(({ id, label, keys = '' }) => (
          <div key={id}>
            <dt>{label}</dt>
            <dd>
              <span className="unseen">{keys}</span>
              <KeyHint keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
