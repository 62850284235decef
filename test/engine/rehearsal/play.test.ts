import { describe, expect, it } from 'vitest'
import { play } from '#engine/rehearsal/play.ts'
import { playbook } from '../patterns/playbook.ts'
import { at, completes, start, statuses, story, told } from '../patterns/story.ts'

const plan = playbook(
  `
- task: ask
  role: cs-agent
  due: open + 1h
  facts: { order: { query: order, with: { order_no: order_no } } }
  form: { paid: { type: money, compute: facts.order.paid } }
- automation: tell
  run: tellShop
  with: { order_no: order_no }
- { wait: parcel, role: warehouse, event: parcel.received }
- { task: thank, role: cs-agent, then: [{ launch: complaint-escalation, with: { source: "'chat'" } }] }
`,
  'launch: { order_no: { type: order } }\nrecord: { asked_at: ask.completedAt, late: ask.late }',
)
const inputs = { order_no: 'O-1' }

describe('playing a playbook', () => {
  it('facts are answered by the name the playbook gives them, automations and starts succeed at once', () => {
    const played = told(
      plan,
      [
        completes('10:05', 'cs-agent', 'ask'),
        { at: at('11:00'), event: { type: 'parcel.received' } },
        completes('11:05', 'cs-agent', 'thank'),
      ],
      { inputs, facts: { order: { paid: 39_00 } } },
    )
    expect(played.steps[0]?.answers).toEqual({ paid: 39_00 })
    expect(statuses(played)).toEqual(['ask.1 done', 'tell.1 done', 'parcel.1 done', 'thank.1 done'])
    expect(played.run?.children).toMatchObject([{ status: 'running', runId: 'played-child-1' }])
    expect([played.outcome, played.record]).toEqual(['done', { asked_at: '2027-03-10T02:05:00.000Z', late: false }])
    expect(new Set(played.events.map((event) => event.door))).toEqual(new Set(['rehearsal']))
  })

  it('facts may change while it is played; those asked before stay', () => {
    const twice = playbook(`
- { task: a, role: operator, facts: { n: { query: stockAvailable, with: { sku: "'A'" } } }, form: { seen: { type: int, compute: facts.n } } }
- { task: b, role: operator, facts: { n: { query: stockAvailable, with: { sku: "'A'" } } }, form: { seen: { type: int, compute: facts.n } } }
`)
    const played = told(
      twice,
      [{ at: at('10:01'), facts: { n: 2 } }, completes('10:05', 'operator', 'a'), completes('10:06', 'operator', 'b')],
      { facts: { n: 1 } },
    )
    expect(played.steps.map((step) => step.answers['seen'])).toEqual([1, 2])
  })

  it('acts are taken in the order of their time, however they are written down', () => {
    const played = told(
      plan,
      [{ at: at('11:00'), event: { type: 'parcel.received' } }, completes('10:05', 'cs-agent', 'ask')],
      {
        inputs,
      },
    )
    expect(story(played, 'step.completed').at(-1)).toBe('11:00 step.completed parcel.1')
  })

  it('time runs on to `until`; without it, it stops with the last act', () => {
    expect(story(told(plan, [], { inputs, until: at('11:00') })).at(-1)).toBe('11:00 step.overdue ask.1')
    expect(story(told(plan, [], { inputs })).at(-1)).toBe('10:00 step.opened ask.1')
  })

  it('what is refused is told with its time, code and sentence, and the play goes on', () => {
    const played = told(
      plan,
      [completes('10:04', 'cs-agent', 'ask', { paid: 1 }), completes('10:05', 'cs-agent', 'ask')],
      { inputs, facts: { order: { paid: 39_00 } } },
    )
    expect(played.refusals).toMatchObject([
      { at: '2027-03-10T02:04:00.000Z', code: 'FORM_BLOCKED', errors: [{ code: 'FIELD_NOT_EDITABLE' }] },
    ])
    expect(played.steps[0]?.status).toBe('done')
  })

  it('a launch that is refused leaves no run', () => {
    expect(told(plan, [], { inputs: {} })).toMatchObject({
      run: null,
      steps: [],
      events: [],
      outcome: null,
      record: null,
      refusals: [{ code: 'LAUNCH_INVALID' }],
    })
  })

  it('`role#2` is a second person of a role; the record of a run under way is shown as it stands', () => {
    const four = playbook('[{ task: pay, role: cs-agent, approve: cs-agent }]', 'record: { n: counters.rework }')
    const approve = (by: string) => ({ at: at('10:10'), by, command: 'approve', stepId: 'pay' })
    const paid = completes('10:05', 'cs-agent', 'pay')
    expect(told(four, [paid, approve('cs-agent')]).refusals).toMatchObject([{ code: 'SOD_SELF_APPROVAL' }])
    expect(told(four, [paid, approve('cs-agent#2')]).outcome).toBe('done')
    expect(told(four, [paid, approve('cs-agent')]).record).toEqual({ n: 0 })
  })

  it('a command without a person is that of the lead who launched it', () => {
    const played = told(plan, [{ at: at('10:05'), command: { type: 'cancel', reason: 'test' } }], { inputs })
    expect(played.events.at(-1)).toMatchObject({ type: 'run.cancelled', personId: 'lead' })
  })

  it.each(['2027-02-30T10:00:00+08:00', 'tomorrow'])('a time that does not exist (%s) is told, not guessed', (when) => {
    expect(() => play(plan, { inputs, startAt: when, acts: [] })).toThrow(when)
    expect(() =>
      play(plan, {
        inputs,
        startAt: start,
        acts: [completes('10:05', 'a', 'ask'), { at: when, event: { type: 'x.y' } }],
      }),
    ).toThrow(when)
  })
})
