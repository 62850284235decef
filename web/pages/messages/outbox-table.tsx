import { Link } from '@tanstack/react-router'
import type { MessageBody, OutboxState } from '../../api/messages.ts'
import { resendMessage } from '../../api/messages.ts'
import { Button } from '../../kit/button/button.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import type { Column } from '../../kit/table/data-table.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import { PersonName } from '../../kit/values/values.tsx'
import { usePick, useText } from '../../text/use-text.ts'
import { useAct } from '../admin/use-act.ts'
import { ReasonWords } from './reason-words.tsx'

/** Messages in one state; those that failed can be sent again. */
export function OutboxTable({ state, messages }: { state: OutboxState; messages: readonly MessageBody[] }) {
  const t = useText('messages')
  const { act, problem, busy } = useAct('outbox')
  const resend: Column<MessageBody> = {
    id: 'resend',
    head: t('outbox.resend'),
    cell: ({ id, reachable }) => (
      <Button
        busy={busy}
        refusal={reachable ? null : t('outbox.robotOff')}
        onPress={() => void act(() => resendMessage(id))}
      >
        {t('outbox.resend')}
      </Button>
    ),
  }
  const columns = [...useColumns(state), ...(state === 'failed' ? [resend] : [])]
  return (
    <>
      <DataTable label={t(`outbox.states.${state}`)} columns={columns} rows={messages} keyOf={({ id }) => id} />
      {problem !== null && <ProblemNote problem={problem} />}
    </>
  )
}

function useColumns(state: OutboxState): Column<MessageBody>[] {
  const t = useText('messages')
  const pick = usePick()
  const when: Column<MessageBody> =
    state === 'sent'
      ? {
          id: 'when',
          head: t('outbox.sentAt'),
          cell: ({ sentAt }) => sentAt !== null && <TimeText at={sentAt} as="both" />,
        }
      : state === 'waiting'
        ? { id: 'when', head: t('outbox.nextAt'), cell: ({ nextAt }) => <TimeText at={nextAt} as="both" /> }
        : { id: 'when', head: t('outbox.createdAt'), cell: ({ createdAt }) => <TimeText at={createdAt} as="both" /> }
  const reason: Column<MessageBody> = {
    id: 'why',
    head: t('outbox.reason'),
    cell: ({ error }) => (error === null ? '—' : <ReasonWords error={error} />),
  }
  return [
    {
      id: 'what',
      head: t('outbox.what'),
      leads: true,
      cell: ({ text, context, runId }) => (
        <span className="outbox-text">
          <Link to="/runs/$runId" params={{ runId }}>
            {pick(text)}
          </Link>
          <small>{pick(context)}</small>
        </span>
      ),
    },
    {
      id: 'to',
      head: t('outbox.to'),
      cell: ({ personName, personId }) => <PersonName name={personName} id={personId} />,
    },
    {
      id: 'way',
      head: t('outbox.way'),
      cell: ({ channel, robotName }) => (channel === 'mail' ? t('ways.mail') : robotName),
    },
    when,
    { id: 'tries', head: t('outbox.tries'), align: 'end', cell: ({ attempts }) => attempts },
    ...(state === 'sent' ? [] : [reason]),
  ]
}
