import { describe, expect, test } from 'vitest'
import { peopleNamed } from '#engine/rules/people-named.ts'
import { planOf, playbook, rulesOf } from '../language/playbook-text.ts'

const launch = `launch:
  title: { title: *t, type: text }
  assignees: { title: *t, type: record, required: false }`
const plan = planOf(playbook({ head: `${launch}\npeople: assignees` }))

describe('people named by the launch form', () => {
  test.each([
    ['one person', { operator: 'li' }, { operator: ['li'] }],
    ['several', { operator: ['li', 'wang'] }, { operator: ['li', 'wang'] }],
    ['a role left empty', { operator: '', planner: [], host: null }, {}],
    ['nobody', null, {}],
  ])('%s', (_, assignees, roster) => {
    expect(peopleNamed(plan, { title: 'x', assignees })).toEqual(roster)
  })

  test('a playbook without such a field names nobody', () => {
    expect(peopleNamed(planOf(playbook({ head: launch })), { assignees: { operator: 'li' } })).toEqual({})
  })

  test('the field must be there and be a record', () => {
    expect(rulesOf(playbook({ head: `${launch}\npeople: assignee` }))).toEqual(['UNKNOWN_FIELD'])
    expect(rulesOf(playbook({ head: `${launch}\npeople: title` }))).toEqual(['TYPE'])
  })
})
