import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { newKey } from '../../../api/ask.ts'
import type { RunBody } from '../../../api/runs.ts'
import type { PreviewBody } from '../../../api/steering.ts'
import { previewMove, steerRun } from '../../../api/steering.ts'
import { ConfirmWithReason } from '../../../kit/dialog/confirm-with-reason.tsx'
import { InstantInput } from '../../../kit/field/date-input.tsx'
import { Field } from '../../../kit/field/field.tsx'
import { Select } from '../../../kit/field/select.tsx'
import { Spinner } from '../../../kit/loading/loading.tsx'
import { Note } from '../../../kit/note/note.tsx'
import { ProblemNote } from '../../../kit/note/problem-note.tsx'
import { tell } from '../../../kit/toast/toasts.ts'
import { useLanguage, usePick, useText } from '../../../text/use-text.ts'
import { shortInstant } from '../../../time/words.ts'
import { useZone } from '../../../time/zone.ts'

/** Moves the day a plan hangs on: shows first which dates change, then asks for the reason. */
export function MoveAnchor({ run, onClose }: { run: RunBody; onClose: () => void }) {
  const t = useText('run')
  const queryClient = useQueryClient()
  const [key] = useState(newKey)
  const names = Object.keys(run.anchors)
  const [anchor, setAnchor] = useState(names[0] ?? '')
  const [to, setTo] = useState<string | null>(run.anchors[anchor] ?? null)
  const moved = to !== null && to !== run.anchors[anchor] && Date.parse(to) !== Date.parse(run.anchors[anchor] ?? '')
  const preview = useQuery({
    queryKey: ['preview', run.id, run.seq, anchor, to],
    queryFn: () => previewMove(run.id, anchor, to as string),
    enabled: moved,
    retry: false,
  })
  const confirm = async (reason: string) => {
    const next = await steerRun(run.id, { type: 'moveAnchor', anchor, to: to as string, reason }, key)
    queryClient.setQueryData(['run', run.id], next)
    tell({ tone: 'good', text: t('act.moveAnchorDone') })
  }
  return (
    <ConfirmWithReason
      title={t('act.moveAnchor')}
      verb={t('act.moveAnchor')}
      isOpen
      onClose={onClose}
      onConfirm={confirm}
    >
      <Field label={t('move.anchor')}>
        <Select
          value={anchor}
          onChange={(name) => {
            setAnchor(name)
            setTo(run.anchors[name] ?? null)
          }}
          choices={names.map((name) => ({ value: name, label: name }))}
        />
      </Field>
      <Field label={t('move.to')} hint={t('move.hint')}>
        <InstantInput value={to} onChange={setTo} />
      </Field>
      {moved && preview.isPending && <Spinner />}
      {preview.isError && <ProblemNote problem={preview.error} />}
      {moved && preview.data && <Changes preview={preview.data} />}
    </ConfirmWithReason>
  )
}

function Changes({ preview }: { preview: PreviewBody }) {
  const t = useText('run')
  const pick = usePick()
  const language = useLanguage()
  const zone = useZone()
  const at = (instant: string | null | undefined) => (instant ? shortInstant(instant, language, zone, Date.now()) : '–')
  const late = preview.changes.filter((change) => change.late).length
  return (
    <div className="move-changes">
      <Note tone={late > 0 ? 'bad' : 'info'}>
        <p>{t('move.count', { count: preview.changes.length, unchanged: preview.unchanged })}</p>
        {late > 0 && <p>{t('move.late', { count: late })}</p>}
      </Note>
      <ul>
        {preview.changes.map((change) => (
          <li key={change.instanceKey}>
            <strong>{pick(change.title)}</strong>{' '}
            <span>
              {change.old === null
                ? t('move.comes', { to: at(change.new?.dueAt ?? change.new?.opensAt) })
                : change.new === null
                  ? t('move.goes')
                  : t('move.from', {
                      from: at(change.old.dueAt ?? change.old.opensAt),
                      to: at(change.new.dueAt ?? change.new.opensAt),
                    })}
            </span>
            {change.late && <span className="move-late"> {t('move.pastDue')}</span>}
            {change.dayOff && <span> {t('move.dayOff')}</span>}
            {change.dueEstimated && <span> {t('step.estimated')}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}
