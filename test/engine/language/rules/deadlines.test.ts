import { rule } from './wrong-table.ts'

const head = `launch: { day: { title: *t, type: date }, t: { title: *t, type: datetime } }
anchors: { T: { at: dayStart(day), plan: back }, t0: t }`
const step = (more: string) => ({ head, steps: `- { task: work, title: *t, hint: *t, role: operator, ${more} }` })

rule(
  'instants and durations',
  [
    {
      name: 'due the day before it opens',
      parts: step('opens: T - 15d 10:00, due: «T - 16d'),
      rule: 'IMPOSSIBLE_DEADLINE',
    },
    {
      name: 'due earlier on the day it opens',
      parts: step('opens: T - 15d 10:00, due: «T - 15d 09:00'),
      rule: 'IMPOSSIBLE_DEADLINE',
    },
    {
      name: 'due hours before it opens',
      parts: step('opens: t0 + 4h, hard_due: «t0 + 2h'),
      rule: 'IMPOSSIBLE_DEADLINE',
    },
    { name: 'a deadline of nothing', parts: step('due: «t0 + 0h'), rule: 'INVALID_DURATION' },
    { name: 'over 400 days', parts: step('due: «t0 + 401d'), rule: 'INVALID_DURATION' },
    { name: 'over 400 days in hours', parts: step('due: «t0 + 9601h'), rule: 'INVALID_DURATION' },
    { name: 'no such unit', parts: step('due: «t0 + 3weeks'), rule: 'INVALID_DURATION' },
    { name: 'no base', parts: step('due: «24h'), rule: 'INVALID_TIME', says: 'open + 24h' },
    { name: 'no such clock', parts: step('due: «T - 1d 25:00'), rule: 'INVALID_TIME' },
    { name: 'a clock with hours', parts: step('due: «t0 + 5h 10:00'), rule: 'INVALID_TIME' },
    {
      name: 'a base that is no instant',
      parts: {
        head: 'launch: { qty: { title: *t, type: int } }',
        steps: '- { task: work, title: *t, hint: *t, role: operator, due: «qty + 2h }',
      },
      rule: 'EXPR_TYPE',
      says: 'an instant',
    },
    { name: 'both dues', parts: step('due: t0 + 1h, hard_due: «t0 + 2h'), rule: 'DUE_UNCLEAR' },
    {
      name: 'a parameter of no time',
      parts: { head: 'params: { sla: { title: *t, duration: «0h } }' },
      rule: 'INVALID_DURATION',
    },
    {
      name: 'a parameter that is negative',
      parts: { head: 'params: { sla: { title: *t, duration: «-2h } }' },
      rule: 'INVALID_DURATION',
    },
    {
      name: 'an approval within no time',
      parts: step('approve: { by: ops-lead, within: «0m }'),
      rule: 'INVALID_DURATION',
    },
    {
      name: 'a grid in days',
      parts: step('repeat: { every: «2d, from: t0, through: t0 + 4h }'),
      rule: 'INVALID_DURATION',
    },
    {
      name: 'a day that does not exist',
      parts: { head: 'launch: { day: { title: *t, type: date, preset: «2026-02-30 } }' },
      rule: 'INVALID_DATE',
    },
    {
      name: 'a month that does not exist',
      parts: { head: 'launch: { day: { title: *t, type: date, preset: «2026-13-01 } }' },
      rule: 'INVALID_DATE',
    },
    {
      name: 'an instant without a zone',
      parts: { head: "launch: { at_: { title: *t, type: datetime, preset: «'2026-11-11T10:00:00' } }" },
      rule: 'TIME_ZONE_MISSING',
    },
    {
      name: 'else that is not the last case',
      parts: step("due: [«{ else: t0 + 1h }, { if: 'true', then: t0 + 2h }]"),
      rule: 'CASE_SHAPE',
    },
    { name: 'a case without a condition', parts: step('due: [«{ then: t0 + 1h }]'), rule: 'CASE_SHAPE' },
    {
      name: 'a role only under a condition',
      parts: { head, steps: "- { task: work, title: *t, hint: *t, role: [«{ if: 'true', then: buyer }] }" },
      rule: 'CASES_NOT_TOTAL',
    },
  ],
  [
    { name: 'opens in the morning, due in the evening', parts: step('opens: T - 15d 10:00, due: T - 15d') },
    { name: 'counted from different anchors', parts: step('opens: T - 15d, due: t0 + 2h') },
    { name: 'the longest duration', parts: step('due: t0 + 400d') },
    {
      name: 'a parameter as duration',
      parts: {
        head: `${head}\nparams: { sla: { title: *t, duration: 24h } }`,
        steps: '- { task: work, title: *t, hint: *t, role: operator, due: t0 + params.sla }',
      },
    },
    { name: 'cases without else: no due', parts: step('due: [{ if: work.late, then: t0 + 1h }]') },
  ],
)
