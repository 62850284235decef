import type { Offset, TimePoint, TimeRule } from '#engine/model/time-rule.ts'
import type { Text } from '#engine/model/text.ts'

/** How the page names what an instant is counted from. */
export interface TimeWords {
  stepTitle: (stepId: string) => string
  pick: (text: Text) => string
}

const unitWords: Record<'days' | 'workingDays', Text> = {
  days: { zh: '天', en: ' days' },
  workingDays: { zh: '个工作日', en: ' working days' },
}
const opening: Text = { zh: '步骤开始', en: 'opening' }
const after: Text = { zh: '之后', en: 'after' }
const before: Text = { zh: '之前', en: 'before' }
const otherwise: Text = { zh: '否则', en: 'else' }

/** A time rule as readers say it: `2 h after opening`, one line per case. */
export function sayTimeRule(rule: TimeRule | null, words: TimeWords): string[] {
  return (rule?.cases ?? []).map(({ if: condition, at }, index) => {
    const said = sayPoint(at, words)
    if (condition !== null) return `${condition}: ${said}`
    return index === 0 ? said : `${words.pick(otherwise)}: ${said}`
  })
}

function sayPoint({ base, offset, clock }: TimePoint, words: TimeWords): string {
  const from =
    base.kind === 'open'
      ? words.pick(opening)
      : base.kind === 'step'
        ? words.stepTitle(base.stepId)
        : base.kind === 'anchor'
          ? base.name
          : base.expression
  const late = offset !== null && (offset.unit === 'expression' ? offset.sign > 0 : offset.value >= 0)
  const distance = offset === null ? '' : `${sayOffset(offset, words)} ${words.pick(late ? after : before)} `
  const said = words.pick({ zh: offset === null ? from : `${from}${distance.trimEnd()}`, en: `${distance}${from}` })
  return clock === null ? said : `${said} ${clock}`
}

function sayOffset(offset: Offset, words: TimeWords): string {
  if (offset.unit === 'expression') return offset.value
  if (offset.unit === 'ms') return sayMs(Math.abs(offset.value), words)
  return `${Math.abs(offset.value)}${words.pick(unitWords[offset.unit])}`
}

const clocks: [number, Text][] = [
  [3_600_000, { zh: '小时', en: ' h' }],
  [60_000, { zh: '分钟', en: ' min' }],
  [1_000, { zh: '秒', en: ' s' }],
]

function sayMs(ms: number, words: TimeWords): string {
  const [size, unit] = clocks.find(([length]) => ms >= length && ms % length === 0) ?? [1_000, clocks[2]![1]]
  return `${ms / size}${words.pick(unit)}`
}
