import { expect, it } from 'vitest'
import type { JsonObject } from '#engine/model/text.ts'
import { play } from '#engine/rehearsal/play.ts'
import { itHolds, longest } from './bounds.ts'
import { completes, cst, decides, due, playbook, refused, step } from './playbook.ts'

const plan = playbook('parcel-exception')

function exception(kind: string, answers: JsonObject) {
  const inputs = { parcel_exception: kind, waybill: 'YT-1', found_at: cst('03-10 09:00') }
  const acts = [completes('03-10 10:00', 'warehouse', 'px-clear', { note: '已核对', ...answers })]
  return play(plan, { inputs, startAt: cst('03-10 09:00'), until: cst('03-12 09:00'), acts })
}

it('is due a day after the parcel was found, and ends with what became of it', () => {
  const played = exception('unknown_parcel', { whereabouts: 'case_found' })
  expect(due(played, 'px-clear')).toBe('03-11 09:00')
  expect(played.outcome).toBe('cleared')
})

it('a parcel that is here was not lost, and one that is lost was not sent back', () => {
  expect(refused(exception('wrong_store', { whereabouts: 'courier_pays' }))).toEqual(['FORM_BLOCKED'])
  expect(refused(exception('missing_parcel', { whereabouts: 'misread' }))).toEqual(['FORM_BLOCKED'])
  expect(exception('unknown_parcel', { whereabouts: 'misread' }).outcome).toBe('cleared')
  expect(refused(exception('missing_parcel', { whereabouts: 'sent_back' }))).toEqual(['FORM_BLOCKED'])
  expect(exception('missing_parcel', { whereabouts: 'courier_pays' }).outcome).toBe('cleared')
})

it('is given up with a reason only, and the ops lead approves', () => {
  expect(refused(exception('missing_parcel', { whereabouts: 'given_up' }))).toEqual(['REASON_NEEDED'])
  const inputs = { parcel_exception: 'missing_parcel', waybill: 'YT-1', found_at: cst('03-10 09:00') }
  const answers = { note: '快递查不到', whereabouts: 'given_up' }
  const acts = [
    completes('03-10 10:00', 'warehouse', 'px-clear', answers, { reasons: { whereabouts: '查了三次' } }),
    decides('03-10 11:00', 'ops-lead', 'px-clear', 'approve'),
  ]
  const played = play(plan, { inputs, startAt: cst('03-10 09:00'), until: cst('03-12 09:00'), acts })
  expect(step(played, 'px-clear').status).toBe('done')
  expect(played.outcome).toBe('given_up')
})

itHolds(plan, [longest('launch', 'waybill', 60), longest('px-clear', 'note', 1_000)])
