import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import type { RunBody, RunStepBody } from '../api/open-api.ts'
import { pictureForm } from '../journeys/upload-answers.ts'

/** Someone at work on runs: asks under the same key until there is an answer, however often the API dies meanwhile. */
export interface PatientPerson {
  launch(body: object, key: string): Promise<string>
  /** Does `verb` on the run's open task of `stepId`. */
  act(runId: string, stepId: string, verb: 'complete' | 'approve', answers?: object): Promise<void>
  /** Keeps `count` pictures with the task and gives their ids. */
  pictures(runId: string, stepId: string, count: number): Promise<string[]>
}

interface Answered {
  status: number
  body: { id: string; code?: string }
}

/** Outcomes that are open: nothing listens, another try runs, too much at once, or nobody knows yet. */
const isOpen = ({ status, body }: Answered): boolean =>
  status >= 500 || status === 202 || status === 429 || body.code === 'IDEMPOTENCY_IN_PROGRESS'

/** @param api address of `/api/v1`. */
export function patientPerson(api: string, token: string): PatientPerson {
  const ask = async (method: string, path: string, init: RequestInit, key?: string): Promise<Answered> => {
    const headers = { authorization: `Bearer ${token}`, ...(key === undefined ? {} : { 'idempotency-key': key }) }
    for (;;) {
      const answer = await fetch(api + path, { method, ...init, headers: { ...init.headers, ...headers } })
        .then(async (response) => ({ status: response.status, body: (await response.json()) as Answered['body'] }))
        .catch(() => null)
      if (answer && !isOpen(answer)) return answer
      await pause(200)
    }
  }
  const send = async (path: string, body: object, key: string): Promise<Answered> =>
    ask('POST', path, { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }, key)

  /** The step's task once somebody can work on it; what a killed worker still holds comes back within seconds. */
  const openTask = async (runId: string, stepId: string): Promise<{ taskId: string; revision: number }> => {
    for (const giveUpAt = Date.now() + 120_000; Date.now() < giveUpAt; await pause(300)) {
      const { steps } = (await ask('GET', `/runs/${runId}`, {})).body as unknown as RunBody
      for (const { revision, ...step } of steps.filter((one) => one.stepId === stepId)) {
        const taskId = step.status === 'submitted' ? pendingLevel(step.approvals) : step.taskId
        if (taskId !== null) return { taskId, revision }
      }
    }
    throw new Error(`${stepId} of run ${runId} did not open within two minutes`)
  }

  return {
    async launch(body, key) {
      const { status, body: run } = await send('/runs', body, key)
      expect([status, run.code]).toEqual([201, undefined])
      return run.id
    },
    async act(runId, stepId, verb, answers) {
      const { taskId, revision } = await openTask(runId, stepId)
      const body = { expectedRevision: revision, ...(answers === undefined ? {} : { answers }) }
      const { status, body: step } = await send(`/tasks/${taskId}/${verb}`, body, `${runId}/${stepId}/${verb}`)
      expect([stepId, status, step.code]).toEqual([stepId, 200, undefined])
    },
    async pictures(runId, stepId, count) {
      const { taskId } = await openTask(runId, stepId)
      const ids: string[] = []
      while (ids.length < count) {
        const { contentType, payload } = pictureForm(`goods-${ids.length}`)
        const init = { body: new Uint8Array(payload), headers: { 'content-type': contentType } }
        const { status, body } = await ask('POST', `/tasks/${taskId}/evidence`, init, randomUUID())
        expect(status).toBe(201)
        ids.push(body.id)
      }
      return ids
    },
  }
}

function pendingLevel(approvals: RunStepBody['approvals']): string | null {
  return approvals.find((level) => level.openedAt !== null && level.decision === null)?.taskId ?? null
}
