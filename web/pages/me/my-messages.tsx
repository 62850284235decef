import { useQuery } from '@tanstack/react-query'
import { problemOf } from '../../api/api-problem.ts'
import type { ChoiceBody } from '../../api/messages.ts'
import { choiceQuery } from '../../api/messages.ts'
import { LinkButton } from '../../kit/button/link-button.tsx'
import { Field } from '../../kit/field/field.tsx'
import { Select } from '../../kit/field/select.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import type { Language } from '../../text/texts.ts'
import { useText } from '../../text/use-text.ts'
import { refusedAt } from '../messages/refused-at.ts'
import { KindsTable } from './kinds-table.tsx'
import { QuietHours } from './quiet-hours.tsx'
import type { ChoiceInHand } from './use-choice.ts'
import { useChoice } from './use-choice.ts'

const digests = [0, 15, 30, 60, 120, 240]

/** Which notices one is sent over which way, when, and in which language. */
export function MyMessages() {
  const t = useText('messages')
  const { data, error, refetch } = useQuery(choiceQuery)
  return (
    <Panel title={t('choice.title')} aside={<LinkButton to="/messages">{t('choice.all')}</LinkButton>}>
      {error && !data && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={4} />}
      {data && <Choices kept={data} />}
    </Panel>
  )
}

function Choices({ kept }: { kept: ChoiceBody }) {
  const t = useText('messages')
  const hand = useChoice(kept)
  const { problem, state, again } = hand
  const atFields = problem !== null && problemOf(problem).errors.some(({ pointer }) => shownAt.test(pointer))
  return (
    <>
      <p>{t('choice.text')}</p>
      <KindsTable hand={hand} />
      <div className="me-choices">
        <Digest hand={hand} />
        <Field label={t('choice.language')} error={refusedAt(problem, '/language')}>
          <Select<Language>
            value={hand.choice.language}
            onChange={(language) => hand.change({ language })}
            choices={[
              { value: 'zh', label: '简体中文' },
              { value: 'en', label: 'English' },
            ]}
          />
        </Field>
        <QuietHours hand={hand} />
      </div>
      <p role="status" className="me-saved">
        {state === 'saved' && t('choice.saved')}
        {state === 'saving' && t('choice.saving')}
      </p>
      {problem !== null && !atFields && <ProblemNote problem={problem} onRetry={again} />}
    </>
  )
}

const shownAt = /^\/(digestMinutes|language|quiet\/(from|to|zone))$/

function Digest({ hand: { choice, change, problem } }: { hand: ChoiceInHand }) {
  const t = useText('messages')
  const minutes = [...new Set([...digests, choice.digestMinutes])].sort((a, b) => a - b)
  return (
    <Field label={t('choice.digest')} hint={t('choice.digestHint')} error={refusedAt(problem, '/digestMinutes')}>
      <Select
        value={String(choice.digestMinutes)}
        onChange={(value) => change({ digestMinutes: Number(value) })}
        choices={minutes.map((value) => ({
          value: String(value),
          label: value === 0 ? t('choice.atOnce') : t('choice.minutes', { count: value }),
        }))}
      />
    </Field>
  )
}
