import { Link } from '@tanstack/react-router'
import { ApiProblem } from '../../api/api-problem.ts'
import { ShownValue } from '../../forms/shown-value.tsx'
import { Button } from '../../kit/button/button.tsx'
import { EmptyState } from '../../kit/note/empty-state.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Page } from '../../kit/page/page.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import type { WaitingAct } from '../../queue/waiting-acts.ts'
import { giveUp, sendWaiting, tryAgain, useWaitingActs } from '../../queue/waiting-acts.ts'
import { usePick, useText } from '../../text/use-text.ts'
import './task.css'

/** Steps finished without network: what waits, and what the house refused, with everything that was typed. */
export function WaitingPage() {
  const t = useText('work')
  const acts = useWaitingActs()
  return (
    <Page
      title={t('waiting.title')}
      crumbs={[{ label: t('inbox.title'), to: '/inbox' }]}
      actions={
        acts[0] && <Button onPress={() => void sendWaiting(acts[0]?.personId ?? '')}>{t('waiting.sendNow')}</Button>
      }
    >
      {acts.length === 0 ? (
        <EmptyState icon="check" title={t('waiting.empty')}>
          {t('waiting.emptyText')}
        </EmptyState>
      ) : (
        acts.map((act) => <Waiting key={act.key} act={act} />)
      )}
    </Page>
  )
}

function Waiting({ act }: { act: WaitingAct }) {
  const t = useText('work')
  const pick = usePick()
  const { refusal, meant } = act
  return (
    <Panel
      title={`${pick(act.title)} ${act.caseKey ?? ''}`}
      aside={
        <>
          <Tag tone={refusal ? 'bad' : 'info'}>{refusal ? t('waiting.refused') : t('waiting.waits')}</Tag>
          <TimeText at={act.madeAt} />
        </>
      }
    >
      {refusal && <ProblemNote problem={new ApiProblem(409, { ...refusal, errors: [...refusal.errors] })} />}
      <dl className="task-values">
        {act.fields
          .filter(({ name }) => meant.answers[name] !== undefined)
          .map(({ name, title, type }) => (
            <div key={name}>
              <dt>{pick(title)}</dt>
              <dd>
                <ShownValue type={type} value={meant.answers[name]} />
              </dd>
            </div>
          ))}
      </dl>
      <div className="task-finish">
        <Link to="/tasks/$taskId" params={{ taskId: meant.taskId }}>
          {t('waiting.look')}
        </Link>
        {refusal && <Button onPress={() => void tryAgain(act)}>{t('waiting.again')}</Button>}
        {refusal && (
          <Button tone="danger" onPress={() => void giveUp(act.key)}>
            {t('waiting.giveUp')}
          </Button>
        )}
      </div>
    </Panel>
  )
}
