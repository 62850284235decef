import { Link } from '@tanstack/react-router'
import { Note } from '../../kit/note/note.tsx'
import { useWaitingActs } from '../../queue/waiting-acts.ts'
import { useText } from '../../text/use-text.ts'

/** Says that something finished here has not reached the house yet, or was refused there. */
export function WaitingNote() {
  const t = useText('work')
  const acts = useWaitingActs()
  if (acts.length === 0) return null
  const refused = acts.filter(({ refusal }) => refusal !== null).length
  return (
    <Note tone={refused > 0 ? 'warn' : 'info'}>
      <Link to="/waiting">{t('waiting.note', { count: acts.length, refused })}</Link>
    </Note>
  )
}
