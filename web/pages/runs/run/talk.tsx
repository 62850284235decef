import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import type { EventPage } from '#api/contract/runs.ts'
import { newKey, read } from '../../../api/ask.ts'
import type { RunBody } from '../../../api/runs.ts'
import type { RunAct } from '../../../api/steering.ts'
import { steerRun } from '../../../api/steering.ts'
import { storePeopleQuery } from '../../../api/store-people.ts'
import { plainText } from '../../../forms/plain-text.ts'
import { Button } from '../../../kit/button/button.tsx'
import { Field } from '../../../kit/field/field.tsx'
import { TextInput } from '../../../kit/field/text-input.tsx'
import { Toggle } from '../../../kit/field/toggle.tsx'
import { Skeleton } from '../../../kit/loading/loading.tsx'
import { ProblemNote } from '../../../kit/note/problem-note.tsx'
import { TimeText } from '../../../kit/time/time-text.tsx'
import { useText } from '../../../text/use-text.ts'
import { refusalOf } from './refusal.ts'

/** What people have said about a run, newest last, and a line for more. */
export function Talk({ run }: { run: RunBody }) {
  const t = useText('run')
  const comments = useQuery({
    queryKey: ['run', run.id, 'comments', run.seq],
    queryFn: ({ signal }) =>
      read<z.infer<typeof EventPage>>(
        `/runs/${encodeURIComponent(run.id)}/events`,
        { type: 'comment.added', limit: 100 },
        signal,
      ),
    placeholderData: (before) => before,
  })
  const people = useQuery(storePeopleQuery(run.storeId)).data?.items ?? []
  const nameOf = (id: string) => people.find((person) => person.personId === id)?.name ?? id
  if (comments.isPending) return <Skeleton rows={3} />
  if (comments.isError) return <ProblemNote problem={comments.error} onRetry={() => void comments.refetch()} />
  return (
    <div className="talk">
      {comments.data.items.length === 0 && <p>{t('talk.empty')}</p>}
      <ol>
        {comments.data.items.map((event) => (
          <li key={event.seq}>
            <strong>{event.actor.name ?? event.actor.personId}</strong> <TimeText at={event.at} />
            <p>{plainText(event.data['text'])}</p>
            {Array.isArray(event.data['mentions']) && event.data['mentions'].length > 0 && (
              <small>@{event.data['mentions'].map((id) => nameOf(String(id))).join(' @')}</small>
            )}
          </li>
        ))}
      </ol>
      <Say run={run} />
    </div>
  )
}

function Say({ run }: { run: RunBody }) {
  const t = useText('run')
  const queryClient = useQueryClient()
  const people = useQuery(storePeopleQuery(run.storeId)).data?.items ?? []
  const [text, setText] = useState('')
  const [mentions, setMentions] = useState<readonly string[]>([])
  const [key, setKey] = useState(newKey)
  const [problem, setProblem] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const say = async () => {
    setBusy(true)
    setProblem(null)
    try {
      const act = { type: 'comment' as const, text: text.trim(), ...(mentions.length > 0 ? { mentions } : {}) }
      queryClient.setQueryData(['run', run.id], await steerRun(run.id, act as RunAct, key))
      setText('')
      setMentions([])
      setKey(newKey())
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  const refusal = refusalOf(run.commands, 'comment') ?? (text.trim() === '' ? t('talk.missing') : null)
  return (
    <div className="say">
      <Field label={t('talk.say')}>
        <TextInput lines value={text} maxLength={4000} onChange={setText} />
      </Field>
      {people.length > 0 && (
        <fieldset className="mentions">
          <legend>{t('talk.mention')}</legend>
          {people.map(({ personId, name }) => (
            <Toggle
              key={personId}
              value={mentions.includes(personId)}
              onChange={(on) => setMentions(on ? [...mentions, personId] : mentions.filter((id) => id !== personId))}
            >
              {name}
            </Toggle>
          ))}
        </fieldset>
      )}
      <Button tone="primary" busy={busy} refusal={refusal} onPress={() => void say()}>
        {t('talk.send')}
      </Button>
      {problem !== null && <ProblemNote problem={problem} />}
    </div>
  )
}
