import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { DefinitionBody, Finding } from '../../api/definitions.ts'
import { definitionQuery, publishDraft, saveDraft } from '../../api/definitions.ts'
import { queryClient } from '../../api/query-client.ts'
import { Button } from '../../kit/button/button.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { Note } from '../../kit/note/note.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import { useText } from '../../text/use-text.ts'
import { Findings } from './findings.tsx'
import { useFindings } from './use-findings.ts'
import { YamlText } from './yaml-text.tsx'
import './document.css'

/** The text of a playbook with what is wrong in it, as one types. */
export function WritePage() {
  const t = useText('author')
  const { from } = useSearch({ from: '/shell/playbooks/write' })
  const { data, error, refetch } = useQuery({ ...definitionQuery(from ?? ''), enabled: from !== undefined })
  const crumbs = [{ label: t('title'), to: '/playbooks' }]
  return (
    <Page title={data ? t('write.title', { sop: data.sopId }) : t('write.none')} crumbs={crumbs}>
      {from === undefined && (
        <EmptyState icon="edit" title={t('write.none')}>
          {t('write.noneText')}
        </EmptyState>
      )}
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {from !== undefined && !data && !error && <Skeleton />}
      {data && <Writing key={data.id} definition={data} />}
    </Page>
  )
}

function Writing({ definition }: { definition: DefinitionBody }) {
  const t = useText('author')
  const [yaml, setYaml] = useState(definition.yaml)
  const { report, problem, checking } = useFindings(yaml)
  const text = useRef<HTMLTextAreaElement>(null)
  const go = ({ line, column }: Finding) => {
    if (line !== null && text.current) putCursor(text.current, line, column ?? 1)
  }
  return (
    <div className="writing">
      <YamlText value={yaml} onChange={setYaml} findings={report?.findings ?? []} textRef={text} />
      <Findings report={report} problem={problem} checking={checking} onGo={go} />
      <Keeping definition={definition} yaml={yaml} faulty={report?.ok === false} changed={yaml !== definition.yaml} />
      <p>{t('write.leave')}</p>
    </div>
  )
}

interface KeepingProps {
  definition: DefinitionBody
  yaml: string
  faulty: boolean
  changed: boolean
}

function Keeping({ definition, yaml, faulty, changed }: KeepingProps) {
  const t = useText('author')
  const [draftId, setDraftId] = useState(definition.status === 'draft' ? definition.id : null)
  const [kept, setKept] = useState(definition.yaml)
  const [said, setSaid] = useState<string | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const unsaved = yaml !== kept

  async function act(send: () => Promise<string>): Promise<void> {
    setBusy(true)
    setProblem(null)
    setSaid(null)
    try {
      setSaid(await send())
      await queryClient.invalidateQueries({ queryKey: ['definitions'] })
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }

  const save = async () => {
    const { id, version } = await saveDraft(yaml)
    setDraftId(id)
    setKept(yaml)
    return t('write.saved', { version })
  }
  const publish = async () => t('write.published', { version: (await publishDraft(draftId ?? '')).version })
  const saveRefusal = faulty ? t('write.faulty') : !changed && !unsaved ? t('write.unchanged') : null
  const publishRefusal = !definition.mayPublish
    ? t('write.adminsPublish')
    : draftId === null || unsaved
      ? t('write.saveFirst')
      : null
  return (
    <>
      <div className="audit-form-acts">
        <Button tone="primary" busy={busy} refusal={saveRefusal} onPress={() => void act(save)}>
          {t('write.save')}
        </Button>
        <Button busy={busy} refusal={publishRefusal} onPress={() => void act(publish)}>
          {t('write.publish')}
        </Button>
      </div>
      {said !== null && <Note tone="good">{said}</Note>}
      {problem !== null && <ProblemNote problem={problem} />}
    </>
  )
}

function putCursor(text: HTMLTextAreaElement, line: number, column: number): void {
  const lines = text.value.split('\n')
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1
  text.focus()
  text.setSelectionRange(start, start + 1)
  text.scrollTop = (line - 5) * (text.scrollHeight / lines.length)
}
