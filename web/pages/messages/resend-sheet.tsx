import { useState } from 'react'
import { resendMessages } from '../../api/messages.ts'
import { Button } from '../../kit/button/button.tsx'
import { Dialog } from '../../kit/dialog/dialog.tsx'
import { Toggle } from '../../kit/field/toggle.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { tell } from '../../kit/toast/toasts.ts'
import { useText } from '../../text/use-text.ts'
import { useAct } from '../admin/use-act.ts'

export interface ResendSheetProps {
  /** null = all stores. */
  storeId: string | null
  failed: number
  onClose: () => void
}

/** Sends everything that failed once more; what may have arrived already only when that is said. */
export function ResendSheet({ storeId, failed, onClose }: ResendSheetProps) {
  const t = useText('messages')
  const [alsoUnknown, setAlsoUnknown] = useState(false)
  const { act, problem, busy } = useAct('outbox')
  async function resend(): Promise<void> {
    const done = await act(async () => {
      const { resent } = await resendMessages({ alsoUnknown, ...(storeId === null ? {} : { storeId }) })
      tell({ tone: 'good', text: t('outbox.resent', { count: resent }) })
    })
    if (done) onClose()
  }
  const actions = (
    <>
      <Button onPress={onClose}>{t('keep')}</Button>
      <Button tone="primary" busy={busy} onPress={() => void resend()}>
        {t('outbox.resend')}
      </Button>
    </>
  )
  return (
    <Dialog title={t('outbox.resendAll')} isOpen onClose={onClose} actions={actions}>
      <p>{t('outbox.resendText', { count: failed })}</p>
      <Toggle value={alsoUnknown} onChange={setAlsoUnknown}>
        {t('outbox.alsoUnknown')}
      </Toggle>
      {problem !== null && <ProblemNote problem={problem} />}
    </Dialog>
  )
}
