import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { wordsOfEvent } from '#engine/history/event-words.ts'
import type { SaidDetail } from '#engine/history/say-event.ts'
import { sayEvent } from '#engine/history/say-event.ts'
import { roleTitles } from '#engine/model/roles.ts'
import type { JsonObject } from '#engine/model/text.ts'
import type { HistoryEvent } from '../../api/audit.ts'
import type { RunBody } from '../../api/runs.ts'
import type { SopBody } from '../../api/sops.ts'
import { TimeText } from '../../kit/time/time-text.tsx'
import { PersonName } from '../../kit/values/values.tsx'
import { useLanguage, usePick, useText } from '../../text/use-text.ts'
import { EvidencePreview } from './evidence-preview.tsx'
import { formsOf } from './forms-of.ts'

interface TimelineProps {
  run: RunBody
  events: readonly HistoryEvent[]
  sop: SopBody | undefined
  /** Everything the system did too, and every value. */
  full: boolean
  /** The entry one has come for. */
  marked?: number | undefined
}

/** What happened, in its own order: who, for whom, what, where, old and new, why, with pictures. */
export function Timeline({ run, events, sop, full, marked }: TimelineProps) {
  const t = useText('audit')
  const shown = full ? events : events.filter((event) => event.actor.personId !== 'system' || event.seq === marked)
  const kinds = new Map(
    events.flatMap(({ data: { evidenceId, mediaType } }) =>
      typeof evidenceId === 'string' ? [[evidenceId, String(mediaType)] as const] : [],
    ),
  )
  return (
    <>
      {!full && <p className="audit-hidden">{t('history.hidden', { count: events.length - shown.length })}</p>}
      <ol className="audit-timeline">
        {shown.map((event) => (
          <Entry
            key={event.seq}
            run={run}
            event={event}
            sop={sop}
            full={full}
            marked={event.seq === marked}
            kinds={kinds}
          />
        ))}
      </ol>
    </>
  )
}

interface EntryProps {
  run: RunBody
  event: HistoryEvent
  sop: SopBody | undefined
  full: boolean
  marked: boolean
  kinds: ReadonlyMap<string, string>
}

function Entry({ run, event, sop, full, marked, kinds }: EntryProps) {
  const t = useText('audit')
  const pick = usePick()
  const language = useLanguage()
  const place = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (marked) place.current?.scrollIntoView({ block: 'center' })
  }, [marked])
  const details = sayEvent(formsOf(sop), { stepId: event.stepId, data: event.data as JsonObject }, language)
  return (
    <li
      ref={place}
      className={marked ? 'audit-entry audit-entry-marked' : 'audit-entry'}
      aria-current={marked || undefined}
    >
      <div className="audit-entry-head">
        <span className="audit-seq">{event.seq}</span>
        <strong>{pick(wordsOfEvent(event.type))}</strong>
        <Actor event={event} />
        <StepWords run={run} event={event} sop={sop} />
        <TimeText at={event.at} as="clock" />
        {full && <small>{t(`door.${doorWord(event.door)}`)}</small>}
      </div>
      <Details details={details} kinds={kinds} />
      {full && <small className="audit-code">{event.hash}</small>}
    </li>
  )
}

function Actor({ event: { actor, onBehalfOf } }: { event: HistoryEvent }) {
  const t = useText('audit')
  const pick = usePick()
  if (actor.personId === 'system') return <span>{t('system')}</span>
  const role = actor.role === null ? '' : pick(roleTitles[actor.role] ?? { zh: actor.role, en: actor.role })
  return (
    <span>
      <PersonName name={actor.name} id={actor.personId} /> <small>{role}</small>
      {onBehalfOf !== null && ` ${t('forWhom')} ${onBehalfOf}`}
    </span>
  )
}

/** The step, leading to what the playbook said of it in the version this run follows. */
function StepWords({ run, event, sop }: Pick<EntryProps, 'run' | 'event' | 'sop'>) {
  const pick = usePick()
  if (event.stepId === null) return null
  const step = sop?.steps.find(({ stepId }) => stepId === event.stepId)
  return (
    <Link to="/playbooks/$sopId/$version" params={{ sopId: run.sopId, version: run.version }} hash={event.stepId}>
      {step ? pick(step.title) : event.stepId}
    </Link>
  )
}

function Details({ details, kinds }: { details: readonly SaidDetail[]; kinds: ReadonlyMap<string, string> }) {
  if (details.length === 0) return null
  return (
    <dl className="audit-details">
      {details.map(({ name, value, files = [] }, index) => (
        <div key={index}>
          {name !== '' && <dt>{name}</dt>}
          <dd>
            {value}
            {files.map((id) => (
              <EvidencePreview key={id} id={id} mediaType={kinds.get(id) ?? null} />
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const doors = ['web', 'api', 'cli', 'event', 'timer', 'system', 'rehearsal'] as const

function doorWord(door: string): (typeof doors)[number] {
  return doors.find((known) => known === door) ?? 'system'
}
