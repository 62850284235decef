import { describe, expect, it } from 'vitest'
import type { Launch } from '#engine/model/command.ts'
import { playbook } from '../patterns/playbook.ts'
import { DrivenRun, person } from './driven-run.ts'

const plan = playbook(
  `
- { task: pick, role: operator, due: T - 5d }
- { task: start, role: operator, due: S + 1h }
`,
  `
launch:
  day: { type: date, required: false }
  platform: { type: enum, of: [tmall, douyin, jd] }
  pieces: { type: int, min: 1, preset: 1 }
  note: { type: text, required: false }
  vip: { type: bool, preset: false }
launch_rules:
  - { block: "pieces < 100 || platform == 'jd'", id: R-LARGE, field: pieces, says: { zh: 多, en: Large lots go to jd. } }
  - { info: pieces < 50, id: R-HALF, says: { zh: 半, en: A large lot. } }
priority: "vip ? 1 : 3"
anchors:
  T: { at: dayStart(day), plan: back }
  S: "addMinutes(T, 60)"
params:
  sla: { duration: { by: platform, tmall: 24h, douyin: 48h, else: 72h } }
  least: { money: 50.00 }
`,
)
const inputs = { day: '2027-03-20', platform: 'tmall' }
const launched = (launch: Partial<Launch>) => new DrivenRun(plan, launch)
describe('launching', () => {
  it('fills presets, resolves parameters by their launch field and anchors in order', () => {
    const { run } = launched({ inputs, parameters: { least: 80_00 } })
    expect(run.inputs).toEqual({ day: '2027-03-20', platform: 'tmall', pieces: 1, vip: false })
    expect(run.parameters).toEqual({ sla: '24h', least: 80_00 })
    expect(run.anchors).toEqual({ T: '2027-03-19T16:00:00.000Z', S: '2027-03-19T17:00:00.000Z' })
    expect([run.priority, run.lateStart, run.launchedBy, run.status]).toEqual([3, false, 'lars', 'running'])
  })

  it.each([
    ['douyin', '48h'],
    ['jd', '72h'],
  ])('the deadline of %s is %s', (platform, sla) => {
    expect(launched({ inputs: { ...inputs, platform } }).run.parameters['sla']).toBe(sla)
  })

  it('a store may override a table as a whole', () => {
    expect(launched({ inputs, parameters: { sla: '12h' } }).run.parameters['sla']).toBe('12h')
  })

  it('an anchor that is given wins over the one worked out, and later ones are counted from it', () => {
    const { run } = launched({ inputs, anchors: { T: '2027-03-25T00:00:00+08:00' } })
    expect(run.anchors).toEqual({ T: '2027-03-24T16:00:00.000Z', S: '2027-03-24T17:00:00.000Z' })
  })

  it('priority is worked out', () => {
    expect(launched({ inputs: { ...inputs, vip: true } }).run.priority).toBe(1)
  })

  it('remembers what was looked up, its parent and its key', () => {
    const run = launched({
      inputs,
      filledFrom: { pieces: 'order.qty' },
      parentRunId: 'run-0',
      parentChildKey: 'a.1/1',
      correlationKey: 'TM-1',
    })
    expect(run.run).toMatchObject({ parentRunId: 'run-0', parentChildKey: 'a.1/1', correlationKey: 'TM-1' })
    expect(run.events[0]?.data['filledFrom']).toEqual({ pieces: 'order.qty' })
  })

  it('plans every step and opens what may open', () => {
    const run = launched({ inputs })
    expect(run.events.map((event) => event.type)).toEqual(['run.launched', 'steps.planned', 'step.opened'])
    expect(Object.values(run.run.steps).map((step) => [step.key, step.status, step.dueAt])).toEqual([
      ['pick.1', 'open', '2027-03-15T10:00:00.000Z'],
      ['start.1', 'planned', '2027-03-19T18:00:00.000Z'],
    ])
  })

  it('later than the first planned due it is a late start (R-LATE)', () => {
    const late = new DrivenRun(plan, { inputs }, person('lars: operator'), '15 18:01')
    const inTime = new DrivenRun(plan, { inputs }, person('lars: operator'), '15 18:00')
    expect([late.run.lateStart, inTime.run.lateStart]).toEqual([true, false])
    expect(late.step('pick.1').dueAt).toBe('2027-03-16T10:01:00.000Z')
  })
})

describe('a launch is refused with everything that is wrong', () => {
  it.each<[string, Partial<Launch>, string, string[]]>([
    [
      'missing and malformed',
      { inputs: { platform: 'amazon', pieces: 1.5 } },
      'small-work cannot be launched: /inputs/platform: "amazon" is not one of tmall, douyin, jd. /inputs/pieces: 1.5 is not a whole number.',
      ['INVALID_CHOICE /inputs/platform', 'INVALID_INTEGER /inputs/pieces'],
    ],
    [
      'a field nobody knows',
      { inputs: { ...inputs, colour: 'red' } },
      'small-work cannot be launched: /inputs/colour: this form has no field `colour`; it has day, platform, pieces, note, vip.',
      ['UNKNOWN_FIELD /inputs/colour'],
    ],
    [
      'a missing field',
      { inputs: { day: '2027-03-20' } },
      'small-work cannot be launched: platform (`platform`) is required.',
      ['REQUIRED /inputs/platform'],
    ],
    [
      'a rule',
      { inputs: { ...inputs, pieces: 100 } },
      'small-work cannot be launched: Large lots go to jd. (R-LARGE)',
      ['R-LARGE /inputs/pieces'],
    ],
    [
      'an anchor nobody knows',
      { inputs: { platform: 'tmall' } },
      'small-work cannot be launched: Anchor T is not known: give the launch field it is counted from, or the anchor itself. Anchor S is not known: give the launch field it is counted from, or the anchor itself.',
      ['REQUIRED /anchors/T', 'REQUIRED /anchors/S'],
    ],
  ])('%s', (_case, launch, message, places) => {
    const refused = launched(launch).refusalOfLaunch
    expect([refused?.code, refused?.message]).toEqual(['LAUNCH_INVALID', message])
    expect(refused?.errors?.map((item) => `${item.code} ${item.pointer}`)).toEqual(places)
  })
})
