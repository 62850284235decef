import { describe, expect, it } from 'vitest'
import { playbook } from './playbook.ts'
import { completes, statuses, story, told } from './story.ts'

const joined = (join: string) =>
  playbook(`
- parallel:
    - { task: quote-a, role: buyer }
    - { task: quote-b, role: buyer }
    - { task: quote-c, role: buyer }
- { task: order, role: buyer, after: [quote-a, quote-b, quote-c], join: ${join} }
`)
const quotes = [
  completes('10:05', 'buyer', 'quote-b'),
  completes('10:10', 'buyer', 'quote-a'),
  completes('10:15', 'buyer', 'quote-c'),
]

describe('discriminator and n-of-m join', () => {
  it.each([
    ['any', '10:05'],
    ['2', '10:10'],
    ['3', '10:15'],
    ['all', '10:15'],
    ['5', '10:15'],
  ])('join %s: the order opens once, at %s', (join, opened) => {
    const played = told(joined(join), quotes)
    expect(story(played, 'step.opened').slice(3)).toEqual([`${opened} step.opened order.1`])
  })

  it('the quotes that were not needed stay open; the run waits for them', () => {
    const played = told(joined('any'), [...quotes.slice(0, 1), completes('10:07', 'buyer', 'order')])
    expect(statuses(played)).toEqual(['quote-a.1 open', 'quote-b.1 done', 'quote-c.1 open', 'order.1 done'])
    expect(played.run?.status).toBe('running')
  })

  it('optional ones are cancelled with the end of the run', () => {
    const plan = playbook(`
- { task: courier-a, role: warehouse, optional: true }
- { task: courier-b, role: warehouse, optional: true }
- { task: hand-over, role: warehouse, after: [courier-a, courier-b], join: any }
`)
    const played = told(plan, [
      completes('10:05', 'warehouse', 'courier-a'),
      completes('10:10', 'warehouse', 'hand-over'),
    ])
    expect(statuses(played)).toEqual(['courier-a.1 done', 'courier-b.1 cancelled', 'hand-over.1 done'])
  })

  it('edges count only while their condition holds', () => {
    const plan = playbook(
      `
- { task: pack, role: warehouse }
- { task: gift, role: designer, after: [], when: vip }
- { task: wrap, role: designer, after: [] }
- { task: ship, role: warehouse, after: [pack, { step: wrap, if: vip }] }
`,
      'launch: { vip: { type: bool } }',
    )
    const packed = [completes('10:05', 'warehouse', 'pack')]
    expect(statuses(told(plan, packed, { inputs: { vip: false } })).at(-1)).toBe('ship.1 open')
    expect(statuses(told(plan, packed, { inputs: { vip: true } })).at(-1)).toBe('ship.1 planned')
  })
})
