import { useMemo, useState } from 'react'
import { Button } from '../../kit/button/button.tsx'
import { ConfirmWithReason } from '../../kit/dialog/confirm-with-reason.tsx'
import type { Action } from '../../shell/actions.ts'
import { useActions } from '../../shell/actions.ts'
import { plainText } from '../../forms/plain-text.ts'
import { usePick, useText } from '../../text/use-text.ts'
import { useZone } from '../../time/zone.ts'
import { ChoiceDialog } from './choice-dialog.tsx'
import { clockText } from './count.ts'
import { wordsOf } from './now-card.tsx'
import type { Acts } from './use-acts.ts'
import { refusalOf } from './use-acts.ts'
import type { Show } from './use-show.ts'

interface DeskActsProps {
  shown: Show
  acts: Acts
  offline: string | null
  skipping: boolean
  onSkipping: (open: boolean) => void
}

const skipReasons = ['soldOut', 'noTime', 'other'] as const
const extraMinutes = [15, 30, 45, 60] as const
/** What an incident may be; the first one stops the clock until it is over. */
const incidents = ['equipment', 'sold_out', 'cold', 'violation', 'wrong_price', 'other'] as const

/** Incident, extension and what waits for an approval; and the keys of the desk. */
export function DeskActs({ shown, acts, offline, skipping, onSkipping }: DeskActsProps) {
  const t = useText('live')
  const { desk, show } = shown
  const [choosing, setChoosing] = useState<'incident' | 'extend' | null>(null)
  const { interruption, extension } = desk
  const incidentRefusal = offline ?? (interruption ? wordsOf(refusalOf([interruption.open], 'open')) : t('noWay'))
  const extendRefusal = offline ?? (extension ? wordsOf(refusalOf([extension.open], 'open')) : t('noWay'))
  const resume = () => show.paused && acts.resume(show.paused, 'equipment', t('incident.equipment'))
  useDeskKeys({
    shown,
    acts,
    offline,
    skip: () => onSkipping(true),
    incident: () => (show.paused ? resume() : incidentRefusal === null && setChoosing('incident')),
    extend: () => extendRefusal === null && setChoosing('extend'),
  })
  return (
    <section className="live-more" aria-label={t('more')}>
      {show.paused ? (
        <Button
          key="resume"
          tone="primary"
          icon="launch"
          keys="i"
          busy={acts.doing.has(desk.interrupted?.taskId ?? '')}
          refusal={offline}
          onPress={resume}
        >
          {t('resume')}
        </Button>
      ) : (
        <Button key="incident" icon="warn" keys="i" refusal={incidentRefusal} onPress={() => setChoosing('incident')}>
          {t('incidentVerb')}
        </Button>
      )}
      <Button icon="plus" keys="x" refusal={extendRefusal} onPress={() => setChoosing('extend')}>
        {t('extend')}
      </Button>
      <Asks shown={shown} acts={acts} offline={offline} />
      <Choices {...{ shown, acts, skipping, onSkipping, choosing }} onChosen={() => setChoosing(null)} />
    </section>
  )
}

interface ChoicesProps {
  shown: Show
  acts: Acts
  skipping: boolean
  onSkipping: (open: boolean) => void
  choosing: 'incident' | 'extend' | null
  onChosen: () => void
}

/** Why a cue is passed over, what went wrong, how much longer: one tap each. */
function Choices({ shown: { desk, show }, acts, skipping, onSkipping, choosing, onChosen }: ChoicesProps) {
  const t = useText('live')
  const cue = desk.cues.find(({ key }) => key === show.now?.key)
  const { interruption, extension } = desk
  return (
    <>
      <ChoiceDialog
        title={t('skipTitle')}
        isOpen={skipping}
        onClose={() => onSkipping(false)}
        choices={skipReasons.map((reason) => t(`skipReason.${reason}`))}
        onChoose={(at) => cue && acts.skip(cue, t(`skipReason.${skipReasons[at]!}`))}
      />
      <ChoiceDialog
        title={t('incidentTitle')}
        isOpen={choosing === 'incident'}
        onClose={onChosen}
        choices={incidents.map((type) => t(`incident.${type}`))}
        onChoose={(at) => {
          if (interruption === null) return
          if (at === 0) acts.pause(interruption)
          else acts.report(interruption, incidents[at]!, t(`incident.${incidents[at]!}`))
        }}
      />
      <ChoiceDialog
        title={t('extendTitle')}
        isOpen={choosing === 'extend'}
        onClose={onChosen}
        choices={extraMinutes.map((minutes) => t('extraMinutes', { minutes }))}
        onChoose={(at) => extension && acts.extend(extension, extraMinutes[at]!)}
      />
    </>
  )
}

/** What somebody asked for and somebody else allows. */
function Asks({ shown: { desk }, acts, offline }: { shown: Show; acts: Acts; offline: string | null }) {
  const t = useText('live')
  const pick = usePick()
  const [refusing, setRefusing] = useState<(typeof desk.asks)[number] | null>(null)
  return (
    <>
      {desk.asks.map((ask) => {
        const refusal = offline ?? wordsOf(refusalOf(ask.commands, 'approve'))
        return (
          <div key={ask.key} className="live-ask">
            <p>{t('asked', { what: pick(ask.title), minutes: plainText(ask.answers['extra_min']) })}</p>
            <Button tone="primary" icon="check" refusal={refusal} onPress={() => acts.decide(ask, 'approve')}>
              {t('approve')}
            </Button>
            <Button refusal={refusal} onPress={() => setRefusing(ask)}>
              {t('reject')}
            </Button>
          </div>
        )
      })}
      <ConfirmWithReason
        title={t('reject')}
        verb={t('reject')}
        isOpen={refusing !== null}
        onClose={() => setRefusing(null)}
        onConfirm={async (reason) => refusing && acts.decide(refusing, 'reject', reason)}
      />
    </>
  )
}

interface DeskKeys {
  shown: Show
  acts: Acts
  offline: string | null
  skip: () => void
  incident: () => void
  extend: () => void
}

/** The keys of the desk. On a button that has the focus, enter and space press that button, as everywhere. */
function useDeskKeys({ shown, acts, offline, skip, incident, extend }: DeskKeys): void {
  const t = useText('live')
  const zone = useZone()
  const { desk, show } = shown
  const cue = desk.cues.find(({ key }) => key === show.now?.key)
  const prompt = desk.prompts.find(({ key }) => key === show.prompt?.key)
  const noCue = offline ?? (cue ? wordsOf(refusalOf(cue.commands, 'complete')) : t('nothingOn'))
  const noPrompt = offline ?? (prompt ? null : t('noPrompt'))
  const until = show.next ? clockText(Date.parse(show.next.expectedStartAt), zone, false) : ''
  const run = { done: () => cue && acts.done(cue), said: () => prompt && acts.said(prompt), skip, incident, extend }
  const actions = useMemo<readonly Action[]>(
    () => [
      { id: 'live.done', label: t('done'), keys: 'space', refusal: noCue, run: onFocusOr(run.done) },
      { id: 'live.done.enter', label: t('done'), keys: 'enter', refusal: noCue, run: onFocusOr(run.done) },
      {
        id: 'live.skip',
        label: t('skip'),
        keys: 's',
        refusal: offline ?? (cue ? null : t('nothingOn')),
        run: run.skip,
      },
      { id: 'live.incident', label: t('incidentVerb'), keys: 'i', refusal: offline, run: run.incident },
      { id: 'live.extend', label: t('extend'), keys: 'x', refusal: offline, run: run.extend },
      { id: 'live.said', label: t('promptDone'), keys: 'r', refusal: noPrompt, run: run.said },
    ],
    // The acts change with what is on air, which these keys of it say.
    [
      t,
      noCue,
      noPrompt,
      offline,
      cue?.key,
      cue?.revision,
      prompt?.key,
      prompt?.revision,
      show.paused?.key,
      until,
      acts.doing,
      acts.figures,
    ],
  )
  useActions(actions)
}

function onFocusOr(run: () => void): () => void {
  return () => {
    const at = document.activeElement
    if (at instanceof HTMLElement && at.matches('button, a, summary, input')) at.click()
    else run()
  }
}
