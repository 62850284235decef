import { describe, expect, it } from 'vitest'
import { playbook } from './playbook.ts'
import { at, completes, statuses, story, told } from './story.ts'

const plan = playbook(`
- { task: agree-price, role: operator }
- { milestone: price-freeze }
- { task: publish, role: operator }
- { task: edit-price, role: operator, on_demand: { by: [operator], when: '!price_freeze.done' } }
`)
const edit = (clock: string) => ({ at: at(clock), by: 'operator', command: 'open', stepId: 'edit-price' })

describe('milestone: price edits only before the freeze', () => {
  it('before it the edit opens, after it the edit is refused with the condition', () => {
    const played = told(plan, [edit('10:05'), completes('10:10', 'operator', 'agree-price'), edit('10:15')])
    expect(statuses(played)).toEqual([
      'agree-price.1 done',
      'price-freeze.1 done',
      'publish.1 open',
      'edit-price:1.1 open',
    ])
    expect(played.refusals).toEqual([
      {
        at: '2027-03-10T02:15:00.000Z',
        code: 'STEP_NOT_OPEN',
        detail: 'Step edit-price cannot be opened now; its condition `!price_freeze.done` does not hold.',
      },
    ])
  })

  it('the milestone itself is passed by the system the moment what it stands for is reached', () => {
    const played = told(plan, [completes('10:10', 'operator', 'agree-price')])
    expect(story(played, 'step.completed')).toEqual([
      '10:10 step.completed agree-price.1',
      '10:10 step.completed price-freeze.1',
    ])
    expect(played.events.findLast((event) => event.type === 'step.completed')?.personId).toBe('system')
  })
})
