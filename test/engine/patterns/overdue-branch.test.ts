import { describe, expect, it } from 'vitest'
import { playbook } from './playbook.ts'
import { at, completes, statuses, told } from './story.ts'

const plan = playbook(`
- task: pay
  role: cs-agent
  due: open + 2h
  then:
    - { on: overdue, set: { missed: true }, notify: [store-manager] }
- { task: close, role: cs-agent, when: missed == true }
`)

describe('a consequence of a missed due', () => {
  it('comes in the instant the due has passed, once, and the step stays open', () => {
    const played = told(plan, [completes('13:00', 'cs-agent', 'pay')])
    const notices = played.events.filter((event) => event.type === 'notice.sent')
    expect(notices.map((event) => [event.at, event.data['tell']])).toEqual([
      [new Date(at('12:00')).toISOString(), ['store-manager']],
    ])
    expect(statuses(played)).toEqual(['pay.1 done', 'close.1 open'])
  })

  it('does not come when the act is in time', () => {
    const played = told(plan, [completes('12:00', 'cs-agent', 'pay')])
    expect(played.events.filter((event) => event.type === 'notice.sent')).toEqual([])
    expect(statuses(played)).toEqual(['pay.1 done', 'close.1 skipped'])
  })
})
