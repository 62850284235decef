import type { Row } from './row.ts'
import { actors, leads, ofOneself, ofRun, seers } from './row.ts'

const reason = 'matrix'
const expectedRevision = '{revision}'
const once = { once: true } as const
const onLevel = { expectedRevision: '{levelRevision}' }
const answers = { gift: 'mug', cost: 100 }
/** What a form that holds no file looks like. */
export const emptyForm = '--x--\r\n'

/** On the step `gg-choose`, which falls to cs-agent; on `{level}`, the first level of its approval, which falls to cs-lead. */
export const rowsOfTasks: Record<string, Row[]> = {
  'GET /api/v1/tasks': [ofOneself('/tasks')],
  'GET /api/v1/tasks/{taskId}': [ofRun(seers, '/tasks/{task}')],
  'POST /api/v1/tasks/{taskId}/lane': [{ ...ofRun(actors, '/tasks/{task}/lane', { steps: [] }), closed: 200 }],
  'POST /api/v1/tasks/{taskId}/claim': [{ ...ofRun(['cs-agent'], '/tasks/{task}/claim', {}), ...once }],
  'POST /api/v1/tasks/{taskId}/release': [{ ...ofRun(actors, '/tasks/{task}/release', {}), then: { claimed: leads } }],
  'POST /api/v1/tasks/{taskId}/draft': [{ ...ofRun(actors, '/tasks/{task}/draft', { answers }), closed: 200 }],
  'POST /api/v1/tasks/{taskId}/complete': [
    { ...ofRun(['cs-agent'], '/tasks/{task}/complete', { answers, expectedRevision }), ...once },
    // Nobody acts for somebody they do not stand in for.
    ofRun([], '/tasks/{task}/complete', { answers, expectedRevision, onBehalfOf: 'second-agent' }),
  ],
  'POST /api/v1/tasks/{taskId}/approve': [{ ...ofRun(['cs-lead'], '/tasks/{level}/approve', onLevel), ...once }],
  'POST /api/v1/tasks/{taskId}/reject': [
    { ...ofRun(['cs-lead'], '/tasks/{level}/reject', { reason, ...onLevel }), ...once },
  ],
  'POST /api/v1/tasks/{taskId}/return': [
    { ...ofRun(['cs-lead'], '/tasks/{level}/return', { reason, ...onLevel }), ...once },
  ],
  'POST /api/v1/tasks/{taskId}/skip': [ofRun(leads, '/tasks/{task}/skip', { reason })],
  'POST /api/v1/tasks/{taskId}/reopen': [ofRun(actors, '/tasks/{task}/reopen', {})],
  'POST /api/v1/tasks/{taskId}/reassign': [ofRun(leads, '/tasks/{task}/reassign', { to: 'of-cs-agent', reason })],
  // What was approved is corrected by nobody.
  'POST /api/v1/tasks/{taskId}/revise': [
    { ...ofRun(actors, '/tasks/{task}/revise', { answers, reason }), then: { done: [] } },
  ],
  'POST /api/v1/tasks/{taskId}/nudge': [ofRun(leads, '/tasks/{task}/nudge')],
  'POST /api/v1/tasks/{taskId}/evidence': [{ ...ofRun(actors, '/tasks/{task}/evidence', emptyForm), closed: 400 }],
  'GET /api/v1/evidence/{evidenceId}': [ofRun(seers, '/evidence/{evidence}')],
  'GET /api/v1/notifications': [ofOneself('/notifications')],
  'POST /api/v1/notifications/read': [ofOneself('/notifications/read', { ids: ['{notice}'] })],
}
