import { describe, expect, it } from 'vitest'
import { playbook } from '../patterns/playbook.ts'
import { DrivenRun } from './driven-run.ts'

const table = (hit: string, more = '') =>
  playbook(
    `
- decision: sort
  ${more}
  results: { shelf: { type: text }, tall: { type: bool } }
  ${hit}:
    - { row: R1, if: size > 10, then: { shelf: "'low'", tall: true } }
    - { row: R2, if: size > 5, then: { shelf: "'middle'", tall: false } }
    - { row: R3, else: { shelf: "'high'", tall: false } }
- { task: store, role: warehouse }
`,
    'launch: { size: { type: int } }',
  )
const sorted = (hit: string, size: number) => new DrivenRun(table(hit), { inputs: { size } })

describe('decision tables', () => {
  it.each([
    [12, { row: 'R1', shelf: 'low', tall: true }],
    [6, { row: 'R2', shelf: 'middle', tall: false }],
    [5, { row: 'R3', shelf: 'high', tall: false }],
  ])('first: size %i', (size, answers) => {
    const run = sorted('first', size)
    expect(run.step('sort.1')).toMatchObject({ status: 'done', answers, completedBy: null })
    expect(run.run.values).toMatchObject({ shelf: answers.shelf, tall: answers.tall })
  })

  it('unique: two rows that hold at once are an incident, never a silent choice', () => {
    expect(sorted('unique', 6).step('sort.1').answers).toMatchObject({ row: 'R2' })
    const run = sorted('unique', 12)
    expect(run.statuses()['sort.1']).toBe('incident')
    expect(run.events.at(-1)?.data['reason']).toBe(
      'The expression `decision table` could not be worked out: rows R1, R2 hold at once.',
    )
  })

  it('collect: a list over all rows that hold', () => {
    const collecting = playbook(
      `
- decision: sort
  results: { shelf: { type: text } }
  collect:
    - { row: R1, if: size > 10, then: { shelf: "'low'" } }
    - { row: R2, if: size > 5, then: { shelf: "'middle'" } }
    - { row: R3, else: { shelf: "'high'" } }
- { task: store, role: warehouse }
`,
      'launch: { size: { type: int } }',
    )
    const answers = (size: number) => new DrivenRun(collecting, { inputs: { size } }).step('sort.1').answers
    expect(answers(12)).toMatchObject({ shelf: ['low', 'middle'] })
    expect(answers(6)).toMatchObject({ shelf: ['middle'] })
    expect(answers(1)).toMatchObject({ shelf: ['high'] })
  })
})

describe('a decision with a role is proposed, a person confirms', () => {
  const plan = table(
    'first',
    `role: warehouse
  rules:
    - { warn: shelf == proposed.shelf, id: T1, field: shelf, approve: [ops-lead], says: { zh: 不同, en: The shelf is not that of the table. } }`,
  )
  const opened = () => new DrivenRun(plan, { inputs: { size: 12 } })

  it('confirming takes every result of the row', () => {
    const run = opened()
    run.complete('wes: warehouse', 'sort', '10:05')
    expect(run.step('sort.1')).toMatchObject({ status: 'done', answers: { row: 'R1', shelf: 'low', tall: true } })
  })

  it('differing needs a reason and the superior; the row stays that of the table', () => {
    const run = opened()
    expect(run.complete('wes: warehouse', 'sort', '10:05', { shelf: 'middle' })?.code).toBe('REASON_NEEDED')
    run.complete('wes: warehouse', 'sort', '10:06', { shelf: 'middle' }, { reasons: { shelf: 'no room' } })
    expect(run.step('sort.1')).toMatchObject({
      status: 'submitted',
      answers: { row: 'R1', shelf: 'middle', tall: true },
      reasons: { shelf: 'no room' },
      approvals: [{ role: 'ops-lead' }],
    })
  })
})

describe('a decision that is one calculation', () => {
  it('sets its values in order, each seeing those before it', () => {
    const plan = playbook(
      '[{ decision: work-out, set: { double: size * 2, more: double + 1 } }, { task: store, role: warehouse }]',
      'launch: { size: { type: int } }',
    )
    expect(new DrivenRun(plan, { inputs: { size: 4 } }).run.values).toMatchObject({ double: 8, more: 9 })
  })
})
