import { describe, expect, it } from 'vitest'
import { playbook } from './playbook.ts'
import { completes, statuses, told } from './story.ts'

const plan = playbook(`
- task: pick
  role: campaign-planner
  form: { channels: { type: list, item: enum, of: [search, video, live], atLeast: 1 } }
- parallel:
    - { task: search, role: operator, when: "'search' in channels" }
    - { task: video, role: operator, when: "'video' in channels" }
    - { task: live, role: planner, when: "'live' in channels" }
- { task: join-sale, role: campaign-planner }
`)
const picked = (channels: string[]) => completes('10:05', 'campaign-planner', 'pick', { channels })

describe('multi-choice and structured synchronizing merge', () => {
  it('opens the chosen channels only and waits for both of them', () => {
    const half = told(plan, [picked(['search', 'live']), completes('10:10', 'operator', 'search')])
    expect(statuses(half)).toEqual([
      'pick.1 done',
      'search.1 done',
      'video.1 skipped',
      'live.1 open',
      'join-sale.1 planned',
    ])
    const whole = told(plan, [
      picked(['search', 'live']),
      completes('10:10', 'operator', 'search'),
      completes('10:15', 'planner', 'live'),
    ])
    expect(statuses(whole).at(-1)).toBe('join-sale.1 open')
  })

  it('one chosen channel is enough to merge', () => {
    const played = told(plan, [picked(['video']), completes('10:10', 'operator', 'video')])
    expect(statuses(played)).toEqual([
      'pick.1 done',
      'search.1 skipped',
      'video.1 done',
      'live.1 skipped',
      'join-sale.1 open',
    ])
  })
})
