import type { DeskCue } from '../../api/desk.ts'
import { ApiProblem } from '../../api/api-problem.ts'
import { Button } from '../../kit/button/button.tsx'
import { Field } from '../../kit/field/field.tsx'
import { NumberInput } from '../../kit/field/number-input.tsx'
import { problemWords } from '../../kit/note/problem-note.tsx'
import { usePick, useText } from '../../text/use-text.ts'
import { useZone } from '../../time/zone.ts'
import { clockText, countDown, entryName } from './count.ts'
import { figureFields } from './cue-answers.ts'
import type { Acts } from './use-acts.ts'
import { refusalOf } from './use-acts.ts'
import type { Show } from './use-show.ts'

export function wordsOf(refusal: { reason: string; code: string } | null): string | null {
  if (refusal === null) return null
  return problemWords(new ApiProblem(409, { code: refusal.code, detail: refusal.reason }))
}

/** The cue on air with its countdown, and the one tap that ends it. */
export function NowCard({
  shown,
  acts,
  onSkip,
  offline,
}: {
  shown: Show
  acts: Acts
  onSkip: () => void
  offline: string | null
}) {
  const t = useText('live')
  const pick = usePick()
  const { show, desk } = shown
  const cue = desk.cues.find(({ key }) => key === show.now?.key)
  if (cue === undefined) return <Waiting shown={shown} />
  const name = entryName(cue.entry)
  return (
    <section
      className="live-now"
      data-cue={cue.key}
      data-paused={show.paused !== null || undefined}
      aria-label={t('now')}
    >
      <p className="live-label">{show.paused ? t('paused') : t('now')}</p>
      <h2>
        {pick(cue.title)}
        {name !== null && <span className="live-entry"> {name}</span>}
      </h2>
      <Remaining shown={shown} />
      <p className="live-hint">{pick(cue.hint)}</p>
      <div className="live-acts">
        <Button
          tone="primary"
          icon="check"
          keys="space"
          busy={acts.doing.has(cue.taskId)}
          refusal={offline ?? wordsOf(refusalOf(cue.commands, 'complete'))}
          onPress={() => acts.done(cue)}
        >
          {t('done')}
        </Button>
        <Button icon="forth" keys="s" refusal={offline ?? wordsOf(refusalOf(cue.commands, 'skip'))} onPress={onSkip}>
          {t('skip')}
        </Button>
        {acts.stampsOf(cue).map((field) => (
          <Button
            key={field.name}
            icon="clock"
            pressed={acts.stamps[cue.key]?.[field.name] !== undefined}
            onPress={() => acts.stamp(cue.key, field.name)}
          >
            {pick(field.title)}
          </Button>
        ))}
      </div>
      <FigureInputs cue={cue} acts={acts} />
    </section>
  )
}

/** Digits for how long is left; once nothing is, they count up and say so in words, not by colour alone. */
export function Remaining({ shown: { show } }: { shown: Show }) {
  const t = useText('live')
  const left = show.remainingMs ?? 0
  const over = left < 0
  return (
    <p className="live-left" data-over={over || undefined} data-soon={(!over && left <= 60_000) || undefined}>
      <span className="live-digits" role="timer" aria-live="off">
        {over ? '+' : ''}
        {countDown(left)}
      </span>
      <span className="live-left-word">{over ? t('over') : t('left')}</span>
    </p>
  )
}

function Waiting({ shown: { show, now } }: { shown: Show }) {
  const t = useText('live')
  const pick = usePick()
  const zone = useZone()
  if (show.next === null) return <section className="live-now">{<h2>{t('finished')}</h2>}</section>
  const startMs = Date.parse(show.next.expectedStartAt)
  return (
    <section className="live-now" aria-label={t('next')}>
      <p className="live-label">{show.phase === 'before' ? t('before') : t('between')}</p>
      <h2>{pick(show.next.title)}</h2>
      <p className="live-left">
        <span className="live-digits" role="timer" aria-live="off">
          {countDown(startMs - now)}
        </span>
        <span className="live-left-word">{t('startsAt', { at: clockText(startMs, zone) })}</span>
      </p>
    </section>
  )
}

function FigureInputs({ cue, acts }: { cue: DeskCue; acts: Acts }) {
  const t = useText('live')
  const pick = usePick()
  const fields = figureFields(cue.form)
  if (fields.length === 0) return null
  const typed = acts.figures[cue.key] ?? {}
  return (
    <fieldset className="live-figures">
      <legend>{t('figures')}</legend>
      {fields.map((field) => (
        <Field key={field.name} label={pick(field.title)}>
          <NumberInput
            value={typed[field.name] ?? null}
            onChange={(value) => acts.setFigures(cue.key, { ...typed, [field.name]: value })}
          />
        </Field>
      ))}
    </fieldset>
  )
}
