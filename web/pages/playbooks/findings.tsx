import type { Finding, Report } from '../../api/definitions.ts'
import { Note } from '../../kit/note/note.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { useText } from '../../text/use-text.ts'

interface FindingsProps {
  report: Report | null
  problem: unknown
  checking: boolean
  onGo: (finding: Finding) => void
}

/** Everything that is wrong at once, each with its line and column; a tap goes there. */
export function Findings({ report, problem, checking, onGo }: FindingsProps) {
  const t = useText('author')
  return (
    <Panel title={t('write.findings')} aside={checking && <Tag>{t('write.checking')}</Tag>}>
      <div aria-live="polite">
        {problem !== null && <ProblemNote problem={problem} />}
        {report?.findings.length === 0 && <Note tone="good">{t('write.clean')}</Note>}
        {report !== null && report.findings.length > 0 && (
          <ol className="writing-findings">
            {report.findings.map((finding, index) => (
              <li key={index}>
                <button type="button" className="writing-finding" onClick={() => onGo(finding)}>
                  <Tag tone={finding.severity === 'error' ? 'bad' : 'warn'}>{t(`write.${finding.severity}`)}</Tag>{' '}
                  {t('write.place', { line: finding.line ?? 1, column: finding.column ?? 1 })} · {finding.detail}
                  {typeof finding['hint'] === 'string' && <small> {finding['hint']}</small>}
                </button>
              </li>
            ))}
          </ol>
        )}
      </div>
    </Panel>
  )
}
