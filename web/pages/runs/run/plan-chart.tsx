import type { ReactNode } from 'react'
import { useState } from 'react'
import { Select } from '../../../kit/field/select.tsx'
import { useLanguage, useText } from '../../../text/use-text.ts'
import { useNow } from '../../../time/ticking.ts'
import { dayText } from '../../../time/words.ts'
import type { PlanCalendar, PlanDay } from './days.ts'
import { dayMs, daysBetween } from './days.ts'
import './plan-chart.css'

/** One line of a dated plan; instants ISO, null = not known. */
export interface PlanLine {
  id: string
  title: string
  group: string
  from: string | null
  due: string | null
  /** What has happened so far; absent in a plan that is not begun. */
  begun?: string | null
  ended?: string | null
  late: boolean
  critical: boolean
  /** The line in words, for those who cannot see the chart. */
  words: string
}

export interface PlanChartProps {
  label: string
  lines: readonly PlanLine[]
  calendar: PlanCalendar
  onOpen?: (id: string) => void
  aside?: ReactNode
}

type Zoom = 'hour' | 'day' | 'fit'
const dayWidths: Record<Zoom, number> = { hour: 240, day: 36, fit: 12 }
const rowHeight = 30

/** Planned and actual bars over the days of a plan: today, days off and make-up days marked, the critical path drawn strong. */
export function PlanChart({ label, lines, calendar, onOpen, aside }: PlanChartProps) {
  const t = useText('runs')
  const now = useNow(60_000)
  const dated = lines.flatMap((line) => [line.from, line.due, line.begun, line.ended].flatMap(msOf))
  const first = Math.min(...dated, now)
  const last = Math.max(...dated, first + dayMs)
  const days = daysBetween(first, last, calendar)
  const [zoom, setZoom] = useState<Zoom>(days.length > 40 ? 'fit' : days.length > 4 ? 'day' : 'hour')
  const start = days[0]?.startMs ?? first
  const scale = { start, width: dayWidths[zoom] }
  return (
    <div className="plan">
      <div className="plan-tools">
        <Select
          label={t('plan.zoom')}
          value={zoom}
          onChange={setZoom}
          choices={(['hour', 'day', 'fit'] as const).map((value) => ({ value, label: t(`plan.zooms.${value}`) }))}
        />
        <Legend />
        {aside}
      </div>
      <div className="plan-frame" data-scrolls-sideways role="region" aria-label={label} tabIndex={0}>
        <div className="plan-sheet" style={{ width: 200 + days.length * scale.width }}>
          <DayHeads days={days} width={scale.width} />
          <div className="plan-days" aria-hidden="true">
            {days.map((day) => (
              <span key={day.day} className={`plan-day plan-${day.kind}`} style={{ width: scale.width }} />
            ))}
          </div>
          {now >= start && now <= start + days.length * dayMs && (
            <span className="plan-today" aria-hidden="true" style={{ left: 200 + leftOf(now, scale) }} />
          )}
          <ul className="plan-lines">
            {lines.map((line, at) => (
              <li key={line.id} className="plan-line" style={{ height: rowHeight }}>
                <button type="button" className="plan-name" title={line.words} onClick={() => onOpen?.(line.id)}>
                  {line.group !== lines[at - 1]?.group && <b>{line.group}</b>} {line.title}
                  <span className="unseen">{line.words}</span>
                </button>
                <Bars line={line} scale={scale} now={now} />
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  )
}

interface Scale {
  start: number
  width: number
}

function Bars({ line, scale, now }: { line: PlanLine; scale: Scale; now: number }) {
  const [due] = msOf(line.due ?? line.from)
  const [from] = msOf(line.from ?? line.due)
  const [begun] = msOf(line.begun)
  const [ended] = msOf(line.ended)
  return (
    <span className="plan-bars" aria-hidden="true">
      {from !== undefined && due !== undefined && (
        <span
          className={line.critical ? 'plan-bar plan-bar-critical' : 'plan-bar'}
          style={placed(Math.min(from, due), due, scale)}
        />
      )}
      {begun !== undefined && (
        <span
          className={line.late ? 'plan-done plan-done-late' : 'plan-done'}
          style={placed(begun, ended ?? now, scale)}
        />
      )}
    </span>
  )
}

function DayHeads({ days, width }: { days: readonly PlanDay[]; width: number }) {
  const language = useLanguage()
  const every = width >= 36 ? 1 : 7
  return (
    <div className="plan-heads" aria-hidden="true">
      {days.map((day, at) => (
        <span key={day.day} className="plan-head" style={{ width }}>
          {at % every === 0 && (width >= 100 ? dayText(`${day.day}T12:00:00Z`, language, 'UTC') : day.day.slice(5))}
        </span>
      ))}
    </div>
  )
}

function Legend() {
  const t = useText('runs')
  const kinds = ['planned', 'critical', 'done', 'late', 'off', 'makeUp'] as const
  return (
    <ul className="plan-legend">
      {kinds.map((kind) => (
        <li key={kind}>
          <span className={`plan-key plan-key-${kind}`} aria-hidden="true" />
          {t(`plan.${kind}`)}
        </li>
      ))}
    </ul>
  )
}

function leftOf(ms: number, { start, width }: Scale): number {
  return ((ms - start) / dayMs) * width
}

function placed(fromMs: number, toMs: number, scale: Scale): { left: number; width: number } {
  const left = leftOf(fromMs, scale)
  return { left, width: Math.max(4, leftOf(toMs, scale) - left) }
}

function msOf(instant: string | null | undefined): number[] {
  return instant ? [Date.parse(instant)] : []
}
