import { readdirSync, readFileSync } from 'node:fs'

const ticksPerSecond = 100

/** CPU seconds each process has used so far, its direct children included; nothing where there is no /proc. */
export function cpuSeconds(processes: Record<string, number>): Record<string, number> {
  if (process.platform !== 'linux') return {}
  const children = childrenByParent()
  return Object.fromEntries(
    Object.entries(processes).map(([name, pid]) => {
      const own = ticksOf(pid)
      const others = (children.get(pid) ?? []).map((child) => ticksOf(child).living)
      return [name, (own.living + own.reaped + others.reduce((sum, ticks) => sum + ticks, 0)) / ticksPerSecond]
    }),
  )
}

function childrenByParent(): Map<number, number[]> {
  const children = new Map<number, number[]>()
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const parent = Number(statOf(Number(pid))[1])
    children.set(parent, [...(children.get(parent) ?? []), Number(pid)])
  }
  return children
}

/** Ticks of the process itself and of its children that have ended. */
function ticksOf(pid: number): { living: number; reaped: number } {
  const stat = statOf(pid)
  const at = (index: number): number => Number(stat[index] ?? 0)
  return { living: at(11) + at(12), reaped: at(13) + at(14) }
}

/** Fields of /proc/<pid>/stat after the name, which may hold anything; none when it has ended. */
function statOf(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}
