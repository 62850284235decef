import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { SampleBody } from '../../api/audit.ts'
import { noteSampleItem, sampleQuery, signSample } from '../../api/audit.ts'
import { rolesOf, useMe } from '../../api/me.ts'
import { Button } from '../../kit/button/button.tsx'
import { Field } from '../../kit/field/field.tsx'
import { TextInput } from '../../kit/field/text-input.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { Note } from '../../kit/note/note.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import { PersonName } from '../../kit/values/values.tsx'
import { useText } from '../../text/use-text.ts'
import './audit.css'

type Item = SampleBody['items'][number]

/** One sample: run after run with a verdict and words, then the signature. */
export function SamplePage() {
  const t = useText('audit')
  const { sampleId } = useParams({ from: '/shell/audit/samples/$sampleId' })
  const { data, error, refetch } = useQuery(sampleQuery(sampleId))
  const crumbs = [
    { label: t('title'), to: '/audit' },
    { label: t('samples.title'), to: '/audit/samples' },
  ]
  return (
    <Page title={data ? t('sample.title', { seed: data.seed }) : t('samples.title')} crumbs={crumbs}>
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data && <Whole sample={data} />}
    </Page>
  )
}

function Whole({ sample }: { sample: SampleBody }) {
  const t = useText('audit')
  return (
    <>
      <p>{t('sample.drawnFrom', { drawn: sample.items.length, population: sample.population })}</p>
      <p>
        {t('sample.population')} <span className="audit-code">{sample.populationSha256}</span>
      </p>
      <ol className="audit-sample">
        {sample.items.map((item) => (
          <SampleItem key={item.n} sample={sample} item={item} />
        ))}
      </ol>
      <Signature sample={sample} />
    </>
  )
}

/** Runs an act of the sample's and shows what it became. */
function useAct(sample: SampleBody) {
  const client = useQueryClient()
  const [problem, setProblem] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  async function act(send: () => Promise<SampleBody>): Promise<void> {
    setBusy(true)
    setProblem(null)
    try {
      client.setQueryData(sampleQuery(sample.id).queryKey, await send())
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return { act, problem, busy }
}

function SampleItem({ sample, item }: { sample: SampleBody; item: Item }) {
  const t = useText('audit')
  const [note, setNote] = useState(item.note ?? '')
  const { act, problem, busy } = useAct(sample)
  const auditor = rolesOf(useMe()).has('auditor')
  const closed = sample.signedAt !== null ? t('sample.isSigned') : auditor ? null : t('samples.auditorsOnly')
  const verdict = (word: 'ok' | 'finding') => void act(() => noteSampleItem(sample.id, item.n, word, note.trim()))
  return (
    <li className="audit-sample-item">
      <div className="audit-entry-head">
        <span className="audit-seq">{item.n}</span>
        <Link to="/audit/runs/$runId" params={{ runId: item.runId }}>
          {item.correlationKey ?? item.runId}
        </Link>
        <span>{item.outcome}</span>
        {item.endedAt !== null && <TimeText at={item.endedAt} as="clock" />}
        {item.verdict && <Tag tone={item.verdict === 'ok' ? 'good' : 'bad'}>{t(`sample.${item.verdict}`)}</Tag>}
        {item.notedBy !== null && <PersonName name={item.notedByName} id={item.notedBy} />}
      </div>
      <Field label={t('sample.note')}>
        <TextInput value={note} onChange={setNote} maxLength={2000} readOnly={closed !== null} />
      </Field>
      <div className="audit-form-acts">
        <Button icon="check" busy={busy} refusal={closed} onPress={() => verdict('ok')}>
          {t('sample.ok')}
        </Button>
        <Button
          icon="warn"
          busy={busy}
          refusal={closed ?? (note.trim() === '' ? t('sample.noteMissing') : null)}
          onPress={() => verdict('finding')}
        >
          {t('sample.finding')}
        </Button>
      </div>
      {problem !== null && <ProblemNote problem={problem} />}
    </li>
  )
}

function Signature({ sample }: { sample: SampleBody }) {
  const t = useText('audit')
  const [conclusion, setConclusion] = useState('')
  const { act, problem, busy } = useAct(sample)
  const auditor = rolesOf(useMe()).has('auditor')
  if (sample.signedAt !== null) {
    return (
      <Note tone="good">
        <p>{sample.conclusion}</p>
        <p>
          {t('sample.signedBy')} <PersonName name={sample.signedByName} id={sample.signedBy} /> ·{' '}
          <TimeText at={sample.signedAt} as="clock" />
        </p>
      </Note>
    )
  }
  const open = sample.items.length - sample.noted
  const refusal = !auditor
    ? t('samples.auditorsOnly')
    : open > 0
      ? t('sample.stillOpen', { count: open })
      : conclusion.trim() === ''
        ? t('sample.conclusionMissing')
        : null
  return (
    <Panel title={t('sample.sign')}>
      <Field label={t('sample.conclusion')} hint={t('sample.signHint')}>
        <TextInput lines value={conclusion} onChange={setConclusion} maxLength={4000} />
      </Field>
      <Button
        tone="primary"
        busy={busy}
        refusal={refusal}
        onPress={() => void act(() => signSample(sample.id, conclusion.trim()))}
      >
        {t('sample.sign')}
      </Button>
      {problem !== null && <ProblemNote problem={problem} />}
    </Panel>
  )
}
