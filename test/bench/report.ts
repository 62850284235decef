import type { Measured } from './measure.ts'

const columns = [
  'clients',
  'side',
  'runs',
  'steps/s',
  'ours/partner',
  'answer p50 / p99 ms',
  'next task shows p50 / p99 ms',
  'launches/s',
  'CPU ms/step',
]

/** A markdown table of everything measured; each of our rows with its ratio to the partner's at as many clients. */
export function reportTable(all: readonly Measured[], partner: string): string {
  const rows = all.map((one) => {
    const beside = all.find((other) => other.side === partner && other.clients === one.clients)
    const ratio = beside === undefined || one.side === partner ? '' : times(one.stepsPerSecond / beside.stepsPerSecond)
    return [
      String(one.clients),
      one.side,
      one.runs === one.asked ? String(one.runs) : `${one.runs} of ${one.asked}`,
      one.stepsPerSecond.toFixed(1),
      ratio,
      percentiles(one.answeredMs),
      percentiles(one.shownMs),
      one.launchesPerSecond.toFixed(1),
      cpu(one.cpuMsPerStep),
    ]
  })
  return [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function times(ratio: number): string {
  return `${ratio.toFixed(2)} ×`
}

function percentiles(sorted: readonly number[]): string {
  const at = (share: number): string => sorted[Math.ceil(sorted.length * share) - 1]?.toFixed(1) ?? '–'
  return `${at(0.5)} / ${at(0.99)}`
}

/** The sum first, then who spent it. */
function cpu(perStep: Record<string, number>): string {
  const parts = Object.entries(perStep)
  if (parts.length === 0) return '–'
  const sum = parts.reduce((total, [, spent]) => total + spent, 0)
  return `${sum.toFixed(1)} (${parts.map(([name, spent]) => `${name} ${spent.toFixed(1)}`).join(', ')})`
}
