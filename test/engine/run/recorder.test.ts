import { describe, expect, it } from 'vitest'
import { newProgramCache } from '#engine/expression/evaluate.ts'
import { firstBrokenLink } from '#engine/history/chain.ts'
import { Recorder, turnBudget } from '#engine/run/recorder.ts'
import { contextOf } from '#engine/run/turn-context.ts'
import { playbook } from '../patterns/playbook.ts'
import { DrivenRun, lead } from '../rules/driven-run.ts'

const plan = playbook('[{ task: answer, role: cs-agent }]')
const remark = { type: 'comment.added' as const, data: { text: 'hm' } }
const recorder = (run: DrivenRun | null) =>
  new Recorder(
    contextOf(
      plan,
      newProgramCache(),
      { commandId: 'c', sopRunId: 'run-1', actor: lead, door: 'api', command: { type: 'tick' } },
      '2027-03-10T03:00:00.000Z',
    ),
    'run-1',
    run?.run ?? null,
  )

describe('the recorder', () => {
  it('numbers and chains on from the run as it was', () => {
    const run = new DrivenRun(plan)
    const turn = recorder(run)
    turn.emit(remark)
    turn.emitSystem(remark)
    expect(turn.events.map((event) => [event.seq, event.personId, event.door])).toEqual([
      [4, 'lea', 'api'],
      [5, 'system', 'system'],
    ])
    expect(firstBrokenLink([...run.events, ...turn.events])).toBeNull()
    expect(turn.run.seq).toBe(5)
  })

  it('takes back what was recorded since a mark, with its effects', () => {
    const turn = recorder(new DrivenRun(plan))
    turn.emit(remark)
    const takeBack = turn.mark()
    const { run } = turn
    turn.emitSystem({ type: 'notice.sent', data: { tell: ['ops-lead'] } })
    expect(turn.effects).toHaveLength(1)
    takeBack()
    expect([turn.events.length, turn.effects, turn.run === run]).toEqual([1, [], true])
  })

  it('has a budget: a playbook that feeds itself ends there', () => {
    const turn = recorder(new DrivenRun(plan))
    for (let i = 0; i < turnBudget; i += 1) turn.emit(remark)
    expect(() => turn.emit(remark)).toThrow('Run run-1 made 1000 events in one turn.')
  })

  it('has no run before the launch', () => {
    const turn = recorder(null)
    expect(turn.runOrNull).toBeNull()
    expect(() => turn.run).toThrow('Run run-1 has not been launched.')
  })
})
