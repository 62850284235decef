import i18next from 'i18next'
import type { ApiProblem } from '../../api/api-problem.ts'
import { problemOf } from '../../api/api-problem.ts'
import { useText } from '../../text/use-text.ts'
import { Button } from '../button/button.tsx'
import { Icon } from '../icon/icon.tsx'
import './note.css'

/** A problem in the reader's language: the sentence of its code, then what the house said about this very case. */
export function ProblemNote({ problem, onRetry }: { problem: unknown; onRetry?: () => void }) {
  const t = useText('kit')
  const { code, detail, errors } = problemOf(problem)
  const words = problemWords(problemOf(problem))
  return (
    <div className="note note-bad" role="alert">
      <Icon name={code === 'OFFLINE' ? 'offline' : 'warn'} />
      <div className="note-words">
        <p>{words}</p>
        {detail !== '' && detail !== words && <p className="note-detail">{detail}</p>}
        {errors.length > 0 && (
          <ul>
            {errors.map((finding, at) => (
              <li key={at}>{finding.says ? finding.says[i18next.language === 'en' ? 'en' : 'zh'] : finding.detail}</li>
            ))}
          </ul>
        )}
      </div>
      {onRetry && <Button onPress={onRetry}>{t('tryAgain')}</Button>}
    </div>
  )
}

/** The sentence of a problem's code in the language that is shown, else what came with it. */
export function problemWords(problem: ApiProblem): string {
  const known = i18next.exists(`problems:${problem.code}`)
  return known ? i18next.t(`problems:${problem.code}` as 'problems:INTERNAL') : problem.detail
}
