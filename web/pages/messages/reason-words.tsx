import { useText } from '../../text/use-text.ts'
import { sayReason } from './say-reason.ts'

/** Why a message was not sent. */
export function ReasonWords({ error }: { error: string }) {
  const { words, detail } = sayReason(error, useText('messages'))
  return (
    <span className="outbox-reason">
      <span>{words}</span>
      {detail !== '' && <small>{detail}</small>}
    </span>
  )
}
