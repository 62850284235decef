import { Button } from '../../kit/button/button.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { usePick, useText } from '../../text/use-text.ts'
import { useZone } from '../../time/zone.ts'
import { clockText, countDown } from './count.ts'
import { wordsOf } from './now-card.tsx'
import type { Acts } from './use-acts.ts'
import { refusalOf } from './use-acts.ts'
import type { Show } from './use-show.ts'

/** The grid of reminders: the next one counted down, the one that is due to be tapped as said. */
export function PromptCard({ shown, acts, offline }: { shown: Show; acts: Acts; offline: string | null }) {
  const t = useText('live')
  const pick = usePick()
  const { show, desk, now } = shown
  const due = desk.prompts.find(({ key }) => key === show.prompt?.key)
  const next = show.nextPrompt
  if (desk.prompts.length === 0) return null
  return (
    <section className="live-prompt" data-due={due !== undefined || undefined} aria-label={t('prompts')}>
      <p className="live-label">{t('promptsSaidOf', { said: show.promptsSaid, planned: desk.prompts.length })}</p>
      {due && (
        <div className="live-prompt-due" role="alert">
          <strong>{pick(due.title)}</strong>
          <Button
            tone="primary"
            icon="bell"
            keys="r"
            busy={acts.doing.has(due.taskId)}
            refusal={offline ?? wordsOf(refusalOf(due.commands, 'complete'))}
            onPress={() => acts.said(due)}
          >
            {t('promptDone')}
          </Button>
        </div>
      )}
      {next && <p className="live-next-prompt">{t('nextPrompt', { in: countDown(Date.parse(next.dueAt) - now) })}</p>}
      <PromptGrid shown={shown} />
    </section>
  )
}

function PromptGrid({ shown: { desk, show, now } }: { shown: Show }) {
  const t = useText('live')
  const zone = useZone()
  const state = ({ key, status, dueAt }: (typeof desk.prompts)[number]) => {
    if (status === 'done') return 'said'
    if (key === show.prompt?.key) return 'due'
    return Date.parse(dueAt) <= now ? 'missed' : 'ahead'
  }
  const tones = { said: 'good', due: 'warn', missed: 'bad', ahead: 'plain' } as const
  return (
    <ol className="live-grid">
      {desk.prompts.map((prompt) => (
        <li key={prompt.key}>
          <Tag tone={tones[state(prompt)]}>
            {clockText(Date.parse(prompt.dueAt), zone)} {t(`prompt.${state(prompt)}`)}
          </Tag>
        </li>
      ))}
    </ol>
  )
}
