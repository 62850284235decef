import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useStream } from '../../api/stream.ts'
import { Spinner } from '../../kit/loading/loading.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { useLanguage, usePick, useText } from '../../text/use-text.ts'
import { Zone } from '../../time/zone.ts'
import { clockText, countDown, entryName, prices } from './count.ts'
import { useAwake } from './keep-awake.ts'
import { Outage } from './outage.tsx'
import type { Show } from './use-show.ts'
import { useShow } from './use-show.ts'
import './host.css'

/** How long a reminder fills the screen when nobody taps it as said. */
const takeoverMs = 60_000

/** The screen beside the camera: what to show now, how long is left, what is next; the host only reads. */
export function HostPage() {
  const { runId = '' } = useParams({ strict: false })
  const t = useText('live')
  useStream()
  useAwake()
  const { shown, problem, again } = useShow(runId)
  const title = shown?.desk.title ?? t('views.host')
  useEffect(() => {
    document.title = title
  }, [title])
  if (problem !== null) return <ProblemNote problem={problem} onRetry={again} />
  if (shown === null) return <Spinner />
  return (
    <Zone value={shown.desk.zone}>
      <main className="host">
        <h1 className="unseen">{title}</h1>
        <Outage silentSince={shown.silentSince} />
        <HostScreen shown={shown} />
      </main>
    </Zone>
  )
}

function HostScreen({ shown }: { shown: Show }) {
  const t = useText('live')
  const { show, now } = shown
  const prompt = show.prompt
  if (show.paused) return <Message sign="‖" text={t('hostPaused')} tone="paused" />
  if (prompt !== null && now - Date.parse(prompt.dueAt) < takeoverMs) return <Reminder shown={shown} />
  if (show.phase === 'over') return <Message sign="✓" text={t('finished')} tone="calm" />
  return <OnAir shown={shown} />
}

function Reminder({ shown: { show } }: { shown: Show }) {
  const pick = usePick()
  return (
    <section className="host-takeover" role="alert" data-tone="reminder">
      <span className="host-sign" aria-hidden="true">
        ▲
      </span>
      <p className="host-huge">{show.prompt && pick(show.prompt.title)}</p>
      <p className="host-note">{show.prompt && pick(show.prompt.hint)}</p>
    </section>
  )
}

function Message({ sign, text, tone }: { sign: string; text: string; tone: string }) {
  return (
    <section className="host-takeover" data-tone={tone}>
      <span className="host-sign" aria-hidden="true">
        {sign}
      </span>
      <p className="host-huge">{text}</p>
    </section>
  )
}

function OnAir({ shown: { desk, show, now } }: { shown: Show }) {
  const t = useText('live')
  const pick = usePick()
  const cue = show.now ?? show.next
  if (cue === null) return null
  const left = show.remainingMs ?? Date.parse(cue.expectedStartAt) - now
  const over = show.now !== null && left < 0
  const name = entryName(cue.entry)
  const state = show.now === null ? 'waiting' : over ? 'over' : left <= 60_000 ? 'soon' : 'on'
  return (
    <section className="host-cue" data-state={state}>
      <p className="host-label">{show.now === null ? t('next') : t('now')}</p>
      <p className="host-title">
        {pick(cue.title)}
        {name !== null && <span className="host-entry">{name}</span>}
      </p>
      <Price entry={cue.entry} />
      <p className="host-left">
        <span className="host-digits" role="timer">
          {over ? '+' : ''}
          {countDown(left)}
        </span>
        <span className="host-word">{t(`host.${state}`)}</span>
      </p>
      <p className="host-note">{pick(cue.hint)}</p>
      {show.now !== null && show.next !== null && (
        <p className="host-next">
          {t('next')}: {pick(show.next.title)} {entryName(show.next.entry)} ·{' '}
          {clockText(Date.parse(show.next.expectedStartAt), desk.zone, false)}
        </p>
      )}
    </section>
  )
}

function Price({ entry }: { entry: unknown }) {
  const language = useLanguage()
  const { list, live } = prices(entry)
  if (live === null) return null
  const yuan = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { minimumFractionDigits: 0 })
  return (
    <p className="host-price">
      ¥{yuan.format(live / 100)} {list !== null && list > live && <s>¥{yuan.format(list / 100)}</s>}
    </p>
  )
}
