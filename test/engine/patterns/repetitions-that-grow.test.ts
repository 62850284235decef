import { describe, expect, it } from 'vitest'
import { playbook } from './playbook.ts'
import { at, completes, statuses, told } from './story.ts'

const perSku = playbook(`
- { task: pick, role: merchandiser, form: { skus: { type: list, item: sku } } }
- { task: review, role: operator, repeat: { each: skus, as: sku } }
- { task: publish, role: operator }
`)
const picked = completes('10:05', 'merchandiser', 'pick', { skus: ['A', 'B'] })
const corrected = (clock: string, skus: string[]) => ({
  at: at(clock),
  by: 'merchandiser',
  command: { type: 'revise', stepId: 'pick', answers: { skus }, reason: 'the line-up changed' },
})
const items = (played: ReturnType<typeof told>) =>
  played.steps
    .filter((step) => step.stepId === 'review')
    .map((step) => `${step.key} ${step.status} ${JSON.stringify(step.item)}`)

describe('multiple instances, count grows while running', () => {
  it('a SKU added mid-launch opens one more review; the merge waits for it too', () => {
    const played = told(perSku, [picked, corrected('10:10', ['A', 'B', 'C'])])
    expect(items(played)).toEqual(['review:1.1 open "A"', 'review:2.1 open "B"', 'review:3.1 open "C"'])
    expect(statuses(played).at(-1)).toBe('publish.1 planned')
  })

  it('a SKU put in between is added, and nobody reviews B twice', () => {
    const played = told(perSku, [picked, completes('10:07', 'operator', 'review'), corrected('10:10', ['A', 'X', 'B'])])
    expect(items(played)).toEqual(['review:1.1 done "A"', 'review:2.1 open "B"', 'review:3.1 open "X"'])
  })

  it('a SKU taken out leaves the work already open to a person; nothing new opens', () => {
    const played = told(perSku, [picked, corrected('10:10', ['B'])])
    expect(items(played)).toEqual(['review:1.1 open "A"', 'review:2.1 open "B"'])
  })

  it('an on-demand step is opened as often as it is needed and never waited for', () => {
    const plan = playbook(`
- { task: stream, role: host }
- { task: incident, role: floor-controller, on_demand: { by: [floor-controller] } }
`)
    const played = told(plan, [
      { at: at('10:05'), by: 'floor-controller', command: 'open', stepId: 'incident' },
      { at: at('10:06'), by: 'floor-controller', command: 'open', stepId: 'incident' },
      { at: at('10:07'), by: 'floor-controller', command: 'complete', stepKey: 'incident:1.1' },
      completes('10:30', 'host', 'stream'),
    ])
    expect(statuses(played)).toEqual(['stream.1 done', 'incident:1.1 done', 'incident:2.1 cancelled'])
    expect(played.run?.status).toBe('completed')
  })
})
