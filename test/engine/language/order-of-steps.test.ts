import { describe, expect, test } from 'vitest'
import { edgesOf, planOf, playbook } from './playbook-text.ts'

describe('order of the steps', () => {
  const task = (id: string, more = '') =>
    `- { task: ${id}, title: *t, hint: *t, role: operator${more === '' ? '' : `, ${more}`} }`
  const nested = (lines: string) =>
    lines
      .split('\n')
      .map((line) => `    ${line}`)
      .join('\n')
  const edges = (steps: string) => edgesOf(planOf(playbook({ steps })))

  test.each([
    ['one after the other', `${task('a')}\n${task('b')}\n${task('c')}`, { a: '', b: 'a', c: 'b' }],
    [
      'together, the next waits for all',
      `${task('a')}\n- parallel:\n${nested(`${task('b')}\n${task('c')}`)}\n${task('d')}`,
      { a: '', b: 'a', c: 'a', d: 'b c' },
    ],
    [
      'a branch of several',
      `- parallel:\n${nested(`- sequence:\n${nested(`${task('a')}\n${task('b')}`)}\n${task('c')}`)}\n${task('d')}`,
      { a: '', b: 'a', c: '', d: 'b c' },
    ],
    [
      'blocks in blocks',
      `${task('a')}\n- parallel:\n${nested(`- sequence:\n${nested(`${task('b')}\n- parallel:\n${nested(`${task('c')}\n${task('d')}`)}`)}\n${task('e')}`)}\n${task('f')}`,
      { a: '', b: 'a', c: 'b', d: 'b', e: 'a', f: 'c d e' },
    ],
    [
      'as written',
      `${task('a')}\n${task('b')}\n${task('c', 'after: a')}\n${task('d', 'after: [b, { step: c, if: a.late }]')}\n${task('e', 'after: []')}`,
      { a: '', b: 'a', c: 'a', d: 'b c?', e: '' },
    ],
    [
      'beside optional and on-demand steps',
      `${task('a')}\n${task('watch', 'optional: true')}\n${task('b')}\n${task('incident', 'on_demand: { by: operator }')}\n${task('c')}`,
      { a: '', watch: 'a', b: 'a', incident: '', c: 'b' },
    ],
    [
      'behind an optional step that is named',
      `${task('a')}\n${task('watch', 'optional: true')}\n${task('b', 'after: watch')}`,
      { a: '', watch: 'a', b: 'watch' },
    ],
  ])('%s', (_name, steps, expected) => {
    expect(edges(steps)).toEqual(expected)
  })

  test('the first step of a stage follows the last of the stage before', () => {
    const tail =
      '  - stage: second\n    title: *t\n    steps:\n      - { task: b, title: *t, hint: *t, role: operator }\noutcome: [{ else: done }]\noutcomes: { done: *t }'
    const plan = planOf(playbook({ steps: task('a'), tail }))
    expect(edgesOf(plan)).toEqual({ a: '', b: 'a' })
    expect(plan.steps.map((entry) => [entry.stage, entry.order])).toEqual([
      ['only', 0],
      ['second', 1],
    ])
  })
})
