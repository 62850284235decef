import { describe, expect, it } from 'vitest'
import { canonicalJson } from '#engine/history/canonical-json.ts'
import { chainHash, eventBody, firstBrokenLink, firstHash, sha256Hex } from '#engine/history/chain.ts'
import type { RunEvent } from '#engine/model/run-event.ts'
import type { JsonValue } from '#engine/model/text.ts'
import { playbook } from '../patterns/playbook.ts'
import { DrivenRun } from '../rules/driven-run.ts'

describe('canonical JSON', () => {
  it.each<[string, JsonValue | object, string]>([
    ['members by name', { b: 1, a: { d: 2, c: 3 } }, '{"a":{"c":3,"d":2},"b":1}'],
    ['lists as they are', [2, 'x', null, true], '[2,"x",null,true]'],
    ['what is undefined is left out of a record', { a: undefined, b: 1 }, '{"b":1}'],
    ['and is null in a list', [undefined, 1], '[null,1]'],
    ['Chinese and signs', { 名: '退款😀"\n' }, '{"名":"退款😀\\"\\n"}'],
    ['nothing', {}, '{}'],
    ['null', null, 'null'],
  ])('%s', (_case, value, text) => {
    expect(canonicalJson(value)).toBe(text)
  })
})

describe('the chain', () => {
  it('hashes as the standard says', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(firstHash).toBe('0'.repeat(64))
  })

  it('a hash covers the one before and the whole event but its own hash', () => {
    const event: RunEvent = {
      type: 'run.paused',
      sopRunId: 'r',
      seq: 1,
      at: '2027-03-10T02:00:00.000Z',
      personId: 'lea',
      door: 'api',
      commandId: 'c',
      data: { reason: 'x' },
      hash: 'not covered',
    }
    const body =
      '{"at":"2027-03-10T02:00:00.000Z","commandId":"c","data":{"reason":"x"},"door":"api","personId":"lea","seq":1,"sopRunId":"r","type":"run.paused"}'
    expect(eventBody(event)).toBe(body)
    expect(chainHash(firstHash, event)).toBe(sha256Hex(`${firstHash}\n${body}`))
  })
})

describe('what is done to a history is found and located', () => {
  const plan = playbook('[{ task: a, role: operator }, { task: b, role: operator }]')
  const history = () => {
    const run = new DrivenRun(plan)
    run.done('ann: operator', { type: 'complete', stepId: 'a', answers: {} }, '10:05')
    run.done('ann: operator', { type: 'complete', stepId: 'b', answers: {} }, '10:06')
    return JSON.parse(JSON.stringify(run.events)) as RunEvent[]
  }
  const rehashed = (events: RunEvent[], from: number) => {
    const event = events[from]!
    return events.with(from, { ...event, hash: chainHash(events[from - 1]?.hash ?? firstHash, event) })
  }

  it('an untouched one holds, also without its end', () => {
    expect(firstBrokenLink(history())).toBeNull()
    expect(firstBrokenLink(history().slice(0, 4))).toBeNull()
    expect(firstBrokenLink([])).toBeNull()
  })

  it.each<[string, (events: RunEvent[]) => RunEvent[], number]>([
    ['an edited event', (events) => events.with(3, { ...events[3]!, personId: 'bob' }), 4],
    [
      'one that was edited and hashed anew',
      (events) => rehashed(events.with(3, { ...events[3]!, personId: 'bob' }), 3),
      5,
    ],
    ['a deleted one', (events) => events.toSpliced(3, 1), 5],
    ['the first one deleted', (events) => events.slice(1), 2],
    ['an inserted one', (events) => events.toSpliced(3, 0, events[2]!), 3],
    ['two swapped', (events) => events.with(3, events[4]!).with(4, events[3]!), 5],
    [
      'a value of another type',
      (events) => events.with(1, { ...events[1]!, data: { ...events[1]!.data, cause: 1 } }),
      2,
    ],
  ])('%s', (_case, tamper, seq) => {
    expect(firstBrokenLink(tamper(history()))).toBe(seq)
  })
})
