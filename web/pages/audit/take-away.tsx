import { useQuery } from '@tanstack/react-query'
import { sayEvent } from '#engine/history/say-event.ts'
import { wordsOfEvent } from '#engine/history/event-words.ts'
import type { JsonObject } from '#engine/model/text.ts'
import { historyQuery, sopVersionQuery } from '../../api/audit.ts'
import type { RunBody } from '../../api/runs.ts'
import { Button } from '../../kit/button/button.tsx'
import { useLanguage, usePick, useText } from '../../text/use-text.ts'
import { csvText, saveFile } from './csv.ts'
import { formsOf } from './forms-of.ts'

/** What an auditor takes along: the dispute file, and the history as a table or as data. */
export function TakeAway({ run }: { run: RunBody }) {
  const t = useText('audit')
  const language = useLanguage()
  const events = useQuery(historyQuery(run.id)).data
  const rows = useCsvRows(run)
  const name = `${run.correlationKey ?? run.id}`
  const refusal = events ? null : t('take.loading')
  return (
    <>
      <a
        className="button button-primary"
        href={`/api/v1/runs/${encodeURIComponent(run.id)}/dispute-file?language=${language}`}
        download
      >
        <span className="button-words">{t('take.dispute')}</span>
      </a>
      <Button
        icon="download"
        refusal={refusal}
        onPress={() => saveFile(`${name}.csv`, csvText(rows()), 'text/csv;charset=utf-8')}
      >
        CSV
      </Button>
      <Button
        icon="download"
        refusal={refusal}
        onPress={() => saveFile(`${name}.json`, JSON.stringify(events, null, 2), 'application/json')}
      >
        JSON
      </Button>
    </>
  )
}

function useCsvRows(run: RunBody): () => string[][] {
  const t = useText('audit')
  const pick = usePick()
  const language = useLanguage()
  const events = useQuery(historyQuery(run.id)).data ?? []
  const sop = useQuery(sopVersionQuery(run.sopId, run.version)).data
  return () => {
    const heads = ['seq', 'when', 'who', 'role', 'forWhom', 'what', 'step', 'door', 'details', 'hash'] as const
    const titles = new Map(sop?.steps.map((step) => [step.stepId, pick(step.title)]))
    return [
      heads.map((head) => t(`csv.${head}`)),
      ...events.map((event) => [
        String(event.seq),
        event.at,
        event.actor.name ?? event.actor.personId,
        event.actor.role ?? '',
        event.onBehalfOf ?? '',
        pick(wordsOfEvent(event.type)),
        titles.get(event.stepId ?? '') ?? event.stepId ?? '',
        event.door,
        sayEvent(formsOf(sop), { stepId: event.stepId, data: event.data as JsonObject }, language)
          .map(({ name, value, files = [] }) => `${name}: ${[value, ...files].join(' ')}`)
          .join('; '),
        event.hash,
      ]),
    ]
  }
}
