import { Link } from '@tanstack/react-router'
import { problemOf } from '../../api/api-problem.ts'
import { plainText } from '../../forms/plain-text.ts'
import { fieldOf, reasonKeyOf } from '../../forms/work-out.ts'
import { TextInput } from '../../kit/field/text-input.tsx'
import { problemWords } from '../../kit/note/problem-note.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { usePick, useText } from '../../text/use-text.ts'
import { isConflict } from '../work/conflict-note.tsx'
import { refusalWords } from '../work/refusal-words.ts'
import { findingsOf } from './grid-cell.tsx'
import type { GridRow, RowActs } from './use-grid.ts'
import { isReady } from './use-grid.ts'

/** How a row stands: what came of it, what it still needs, or why it cannot be done. */
export function GridResult({ row, acts }: { row: GridRow; acts: RowActs }) {
  const t = useText('warehouse')
  const { task, state, failure } = row
  if (failure !== null) return <span className="field-error">{problemWords(problemOf(failure))}</span>
  if (state.kind === 'done') return <Tag tone="good">{t('grid.row.done')}</Tag>
  if (state.kind === 'waiting') return <Tag tone="info">{t('grid.row.waiting')}</Tag>
  if (state.kind === 'sending' || task === null)
    return <Tag>{t(`grid.row.${task === null ? 'loading' : 'sending'}`)}</Tag>
  const cannot = state.kind === 'open' ? refusalWords(task, 'complete') : null
  if (state.kind === 'refused' || cannot !== null) return <Refused row={row} cannot={cannot} />
  return (
    <>
      <Tag tone={isReady(row) ? 'info' : 'plain'}>{t(isReady(row) ? 'grid.row.ready' : 'grid.row.open')}</Tag>
      <Remarks row={row} acts={acts} />
    </>
  )
}

function Refused({ row, cannot }: { row: GridRow; cannot: string | null }) {
  const t = useText('warehouse')
  const { state, summary } = row
  const problem = state.kind === 'refused' ? state.problem : null
  const conflict = problem === null || isConflict(problem) || problem.status === 409
  return (
    <span role="alert">
      <Tag tone="bad">{t(conflict ? 'grid.row.conflict' : 'grid.row.refused')}</Tag>{' '}
      {problem === null ? cannot : problemWords(problem)} {conflict && t('grid.row.kept')}{' '}
      <Link to="/tasks/$taskId" params={{ taskId: summary.id }}>
        {t('handover.openTask')}
      </Link>
    </span>
  )
}

/** Warnings ask for their reason here; what concerns no single field is said here too. */
function Remarks({ row, acts }: { row: GridRow; acts: RowActs }) {
  const t = useText('forms')
  const pick = usePick()
  const { typed, summary } = row
  return findingsOf(row)
    .filter(({ grade, pointer, code }) => grade === 'warn' || (fieldOf(pointer) === null && code !== 'CHECKLIST'))
    .map((finding) => {
      const key = reasonKeyOf(finding)
      const says = finding.says ? pick(finding.says) : t('corrected', { value: plainText(finding.detail) })
      return (
        <label key={`${finding.code}${finding.pointer}`} className="grid-reason">
          {says}
          {finding.grade === 'warn' && (
            <TextInput
              value={typed.reasons[key] ?? ''}
              label={`${says} ${t('reason')}`}
              placeholder={t('reason')}
              maxLength={2000}
              onChange={(reason) => acts.change(summary.id, { ...typed, reasons: { ...typed.reasons, [key]: reason } })}
            />
          )}
        </label>
      )
    })
}
