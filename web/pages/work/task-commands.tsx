import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { read } from '../../api/ask.ts'
import type { TaskBody } from '../../api/tasks.ts'
import { claimTask, handOver, releaseTask, skipTask } from '../../api/work.ts'
import { Button } from '../../kit/button/button.tsx'
import { ConfirmWithReason } from '../../kit/dialog/confirm-with-reason.tsx'
import { Field } from '../../kit/field/field.tsx'
import { Select } from '../../kit/field/select.tsx'
import { problemWords } from '../../kit/note/problem-note.tsx'
import { problemOf } from '../../api/api-problem.ts'
import { tell } from '../../kit/toast/toasts.ts'
import { useText } from '../../text/use-text.ts'
import { useGoOn } from './go-on.ts'
import { offers, refusalWords } from './refusal-words.ts'

/** What else may be done with a task; a button that cannot be pressed says why. */
export function TaskCommands({ task }: { task: TaskBody }) {
  const t = useText('work')
  const queryClient = useQueryClient()
  const [asking, setAsking] = useState<'skip' | 'handOver' | null>(null)
  const act = (doing: Promise<unknown>): void => {
    doing
      .catch((failure: unknown) => tell({ tone: 'bad', text: problemWords(problemOf(failure)) }))
      .finally(() => void queryClient.invalidateQueries({ queryKey: ['task', task.id] }))
  }
  if (!offers(task, 'claim')) return null
  const holds = task.status === 'claimed'
  return (
    <>
      {holds ? (
        <Button refusal={refusalWords(task, 'release')} onPress={() => act(releaseTask(task.id))}>
          {t('task.release')}
        </Button>
      ) : (
        <Button refusal={refusalWords(task, 'claim')} onPress={() => act(claimTask(task.id))}>
          {t('task.claim')}
        </Button>
      )}
      <Button icon="swap" refusal={refusalWords(task, 'reassign')} onPress={() => setAsking('handOver')}>
        {t('task.handOver')}
      </Button>
      <Button refusal={refusalWords(task, 'skip')} onPress={() => setAsking('skip')}>
        {t('task.skip')}
      </Button>
      {asking === 'skip' && <SkipDialog task={task} onClose={() => setAsking(null)} />}
      {asking === 'handOver' && <HandOverDialog task={task} onClose={() => setAsking(null)} />}
    </>
  )
}

function SkipDialog({ task, onClose }: { task: TaskBody; onClose: () => void }) {
  const t = useText('work')
  const goOn = useGoOn()
  return (
    <ConfirmWithReason
      isOpen
      title={t('task.skip')}
      verb={t('task.skip')}
      onClose={onClose}
      onConfirm={async (reason) => {
        await skipTask(task.id, reason)
        await goOn(task)
      }}
    >
      <p>{t('task.skipText')}</p>
    </ConfirmWithReason>
  )
}

interface Colleague {
  personId: string
  name: string
  away: boolean
}

function HandOverDialog({ task, onClose }: { task: TaskBody; onClose: () => void }) {
  const t = useText('work')
  const goOn = useGoOn()
  const [to, setTo] = useState('')
  const role = task.candidateRole ?? ''
  const people = useQuery({
    queryKey: ['store-people', task.storeId, role],
    queryFn: () => read<{ items: Colleague[] }>(`/stores/${encodeURIComponent(task.storeId)}/people`, { role }),
  })
  const choices = (people.data?.items ?? [])
    .filter(({ personId }) => personId !== task.assignee)
    .map(({ personId, name, away }) => ({ value: personId, label: away ? t('task.away', { name }) : name }))
  return (
    <ConfirmWithReason
      isOpen
      title={t('task.handOver')}
      verb={t('task.handOver')}
      onClose={onClose}
      onConfirm={async (reason) => {
        await handOver(task.id, to, reason)
        await goOn(task)
      }}
    >
      <Field label={t('task.to')} required>
        <Select value={to} placeholder={t('task.toWhom')} choices={choices} onChange={setTo} />
      </Field>
    </ConfirmWithReason>
  )
}
