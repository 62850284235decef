import './bar-chart.css'

export interface Bar {
  id: string
  name: string
  value: number
  /** The value in words; read and shown beside the bar. */
  words: string
  bad: boolean
}

/** Bars beside their words: the list is the chart and its text at once. */
export function BarChart({ label, bars }: { label: string; bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map((bar) => Math.abs(bar.value)))
  return (
    <ul className="bar-chart" aria-label={label}>
      {bars.map((bar) => (
        <li key={bar.id}>
          <span className="bar-name">{bar.name}</span>
          <span className="bar-track" aria-hidden="true">
            <span
              className={bar.bad ? 'bar bar-bad' : 'bar'}
              style={{ width: `${Math.max(1, (Math.abs(bar.value) * 100) / most)}%` }}
            />
          </span>
          <span className="bar-words">{bar.words}</span>
        </li>
      ))}
    </ul>
  )
}
