import { describe, expect, it } from 'vitest'
import { playbook } from '../patterns/playbook.ts'
import { DrivenRun, lead, system } from './driven-run.ts'

const plan = playbook(
  `
- { milestone: begun }
- { task: show, role: host, tapped_by: [live-operator] }
- { task: gift, role: cs-agent, after: [begun], when: vip }
- { task: end, role: host, after: [{ step: show, if: '!vip' }, { step: gift, if: vip }] }
- { task: watch, role: cs-agent, optional: true, after: [begun] }
`,
  'launch: { vip: { type: bool } }',
)
const launched = (vip = false) => new DrivenRun(plan, { inputs: { vip } })

describe('remarks and proofs', () => {
  it('a remark may be about the run or about a step, also after the end', () => {
    const run = launched()
    run.done('ann: cs-agent', { type: 'comment', text: 'slow today' }, '10:05')
    run.done(lead, { type: 'cancel', reason: 'x' }, '10:06')
    const { events } = run.done('ann: cs-agent', { type: 'comment', stepKey: 'show.1', text: 'why?' }, '10:07')
    expect(events).toMatchObject([
      { type: 'comment.added', stepKey: 'show.1', stepId: 'show', personId: 'ann', data: { text: 'why?' } },
    ])
    expect(run.events.find((event) => event.type === 'comment.added')).not.toHaveProperty('stepKey')
  })

  it('a file is bound to its step by its hash', () => {
    const run = launched()
    const file = { evidenceId: 'e1', sha256: 'ab'.repeat(32), mediaType: 'image/png', bytes: 7 }
    expect(run.done('hal: host', { type: 'addEvidence', stepId: 'show', ...file }, '10:05').events).toMatchObject([
      { type: 'evidence.added', stepKey: 'show.1', data: file },
    ])
  })
})

describe('who a step is told to be of', () => {
  it('a live step may be tapped by another role; it stays the host’s', () => {
    const run = launched()
    expect(run.complete('wes: warehouse', 'show', '10:05')?.code).toBe('NOT_A_CANDIDATE')
    expect(run.complete('liv: live-operator', 'show', '10:06')).toBeUndefined()
    expect(run.step('show.1')).toMatchObject({ role: 'host', completedBy: 'liv' })
  })
})

describe('sentences about steps that cannot be worked on', () => {
  const sentence = (run: DrivenRun, stepId: string) => run.refused('hal: host', { type: 'claim', stepId }, '10:30')?.[1]

  it('done by the system', () => {
    expect(sentence(launched(), 'begun')).toBe('Step begun.1 was completed by the system at 2027-03-10T02:00:00.000Z.')
  })

  it('skipped by rule, waiting for the one edge that counts, and cancelled', () => {
    expect(sentence(launched(), 'gift')).toBe('Step gift.1 is skipped; it was skipped (vip).')
    expect(sentence(launched(false), 'end')).toBe('Step end.1 is planned; it waits for show.')
    expect(sentence(launched(true), 'end')).toBe('Step end.1 is planned; it waits for gift.')
    const run = launched()
    run.done(lead, { type: 'cancel', reason: 'x' }, '10:05')
    expect(sentence(run, 'watch')).toContain('Run run-1 is cancelled')
  })

  it('an optional step that was cancelled by the end of what is waited for', () => {
    const done = launched()
    done.complete('hal: host', 'show', '10:05')
    done.complete('hal: host', 'end', '10:06')
    expect(done.statuses()['watch.1']).toBe('cancelled')
    expect(done.run.status).toBe('completed')
  })
})

describe('loops', () => {
  const looping = playbook(`
- { task: begin, role: operator }
- { task: try, role: operator, form: { ok: { type: bool } }, repeat: { until: ok, max: 5 } }
- { task: check, role: compliance, then: [{ return_to: begin, at_most: 1 }] }
`)
  it('without a distance the next round opens at once; a way back begins with the first round again', () => {
    const run = new DrivenRun(looping)
    run.complete('lars: operator', 'begin', '10:01')
    run.complete('lars: operator', 'try', '10:02', { ok: false })
    run.complete('lars: operator', 'try', '10:03', { ok: true })
    run.complete('cio: compliance', 'check', '10:04')
    run.complete('lars: operator', 'begin', '10:05')
    expect(run.statuses()).toMatchObject({
      'try:1.1': 'done',
      'try:2.1': 'done',
      'try:1.2': 'open',
      'check.2': 'planned',
    })
    run.complete('lars: operator', 'try', '10:06', { ok: false })
    expect(run.statuses()).toMatchObject({ 'try:1.2': 'done', 'try:2.2': 'open' })
    run.complete('lars: operator', 'try', '10:07', { ok: true })
    run.complete('cio: compliance', 'check', '10:08')
    expect(run.run.status).toBe('completed')
  })
})

describe('starts that are asked for wrongly or by nobody', () => {
  it('a list that is none is trouble; a start asked for by the system falls to the ops-lead', () => {
    const starting = playbook(`
- { task: pick, role: operator, form: { box: { type: record } } }
- milestone: go
  then: [{ launch: livestream, each: pick.box.streams, with: { slot: item }, title: { zh: 直播, en: Start the stream } }]
`)
    const run = new DrivenRun(starting)
    run.complete('lars: operator', 'pick', '10:05', { box: { streams: 3 } })
    expect(run.statuses()['go.1']).toBe('incident')
    const fine = new DrivenRun(starting)
    fine.complete('lars: operator', 'pick', '10:05', { box: { streams: ['a'] } })
    fine.done(system, { type: 'childStarted', childKey: 'go.1/1', runId: null, linked: false }, '10:06')
    expect(fine.step('start-by-hand:1.1').role).toBe('ops-lead')
    expect(fine.events.find((event) => event.type === 'child.asked')?.data).toMatchObject({
      inputs: { slot: 'a' },
      title: { en: 'Start the stream' },
    })
  })
})
