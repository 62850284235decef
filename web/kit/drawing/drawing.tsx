import { layers } from './layers.ts'
import './drawing.css'

/** A step as a box; `state` colours it. With `href` it leads somewhere, with `onPress` it does something. */
export interface DrawnStep {
  id: string
  after: readonly string[]
  title: string
  note?: string
  state?: string
  href?: string
  onPress?: () => void
}

const box = { width: 168, height: 48, gapX: 28, gapY: 20 }
interface Place {
  x: number
  y: number
}

/** Steps as boxes, each below all those it comes after. What it shows must also stand somewhere as text. */
export function Drawing({ steps, label }: { steps: readonly DrawnStep[]; label: string }) {
  const rows = layers(steps)
  const places = new Map(rows.flatMap((row, y) => row.map((id, x) => [id, { x, y }] as const)))
  const width = Math.max(0, ...rows.map((row) => row.length)) * (box.width + box.gapX)
  const height = rows.length * (box.height + box.gapY)
  return (
    <div className="drawing" data-scrolls-sideways role="region" aria-label={label} tabIndex={0}>
      <div className="drawing-sheet" style={{ width, height }}>
        <svg width={width} height={height} aria-hidden="true">
          {steps.flatMap((step) =>
            step.after.flatMap((before) => {
              const [from, to] = [places.get(before), places.get(step.id)]
              return from && to ? [<path key={`${before} ${step.id}`} d={edge(from, to)} />] : []
            }),
          )}
        </svg>
        {steps.map((step) => (
          <Box key={step.id} step={step} place={places.get(step.id)!} />
        ))}
      </div>
    </div>
  )
}

function Box({ step, place }: { step: DrawnStep; place: Place }) {
  const { x, y } = corner(place)
  const frame = {
    className: `drawing-step${step.state === undefined ? '' : ` drawing-${step.state}`}`,
    style: { left: x, top: y, width: box.width, height: box.height },
  }
  const words = (
    <>
      <span>{step.title}</span>
      {step.note !== undefined && <small>{step.note}</small>}
    </>
  )
  if (step.href !== undefined)
    return (
      <a {...frame} href={step.href}>
        {words}
      </a>
    )
  return (
    <button type="button" {...frame} onClick={step.onPress}>
      {words}
    </button>
  )
}

const corner = ({ x, y }: Place): Place => ({ x: x * (box.width + box.gapX), y: y * (box.height + box.gapY) })

function edge(from: Place, to: Place): string {
  const [start, end] = [corner(from), corner(to)]
  const [x1, y1, x2, y2] = [start.x + box.width / 2, start.y + box.height, end.x + box.width / 2, end.y]
  return `M${x1} ${y1}C${x1} ${y1 + box.gapY} ${x2} ${y2 - box.gapY} ${x2} ${y2}`
}
