import { describe, expect, it } from 'vitest'
import { readTaskId, stepKey, taskId } from '#engine/run/step-key.ts'

describe('keys', () => {
  it.each([
    ['rr-refund', 0, 1, 'rr-refund.1'],
    ['rr-refund', 0, 2, 'rr-refund.2'],
    ['ls-reminder', 7, 1, 'ls-reminder:7.1'],
  ])('%s, repetition %i, visit %i', (stepId, iteration, visit, key) => {
    expect(stepKey(stepId, iteration, visit)).toBe(key)
  })

  it.each([
    ['run_1-a', 'rr-refund.1', undefined, 'run_1-a~rr-refund.1'],
    ['r', 'ls-reminder:7.12', 2, 'r~ls-reminder:7.12~a2'],
  ])('task id %s %s %s', (sopRunId, key, level, id) => {
    expect(taskId(sopRunId, key, level)).toBe(id)
    expect(readTaskId(id)).toEqual({ sopRunId, stepKey: key, level: level ?? null })
  })

  it.each(['', 'r', 'r~', 'r~a', 'r~a.1~', 'r~a.1~b2', 'r~a.1~a', 'r s~a.1', 'r~A.1'])('%j is no task id', (text) => {
    expect(readTaskId(text)).toBeNull()
  })
})
