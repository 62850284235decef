import { randomUUID } from 'node:crypto'
import { vi } from 'vitest'
import type { JsonObject } from '#engine/model/text.ts'
import type { PlayAct, PlayRefusal } from '#engine/rehearsal/play.ts'
import type { Answer, RunBody, RunStepBody } from '../api/open-api.ts'
import { pictureForm, uploadAnswers } from './upload-answers.ts'
import type { VirtualShop } from './virtual-shop.ts'

interface Place {
  runId: string
  storeId: string
  /** The instant the story gives the act. */
  at: string
  patience: { timeout: number; interval: number }
}

type TaskAct = Extract<PlayAct, { by: string; command: string }>

/** Sends one act of a story by its route. @returns the refusal, null when it was taken; throws at any other answer. */
export async function sendAct(shop: VirtualShop, place: Place, act: PlayAct): Promise<PlayRefusal | null> {
  if ('facts' in act) throw new Error('A story through the stack has its facts from the store data')
  if ('event' in act) {
    const { type, data, key } = act.event
    const event = { id: randomUUID(), source: 'journey', type, runId: place.runId, data: data ?? {} }
    const sent: Answer = await shop.ask(
      'warehouse',
      'POST',
      '/events',
      key === undefined ? event : { ...event, subject: key },
    )
    return judged(place, sent)
  }
  if (typeof act.command !== 'string') {
    const sent: Answer = await shop.ask(act.by ?? 'lead', 'POST', `/runs/${place.runId}/commands`, act.command)
    return judged(place, sent)
  }
  return judged(place, await sendToTask(shop, place, act as TaskAct))
}

async function sendToTask(shop: VirtualShop, place: Place, act: TaskAct): Promise<Answer> {
  if (act.command !== 'complete') {
    const { taskId, revision } = await openTask(shop, place, act)
    const { reason } = act
    return shop.ask(act.by, 'POST', `/tasks/${taskId}/${act.command}`, {
      expectedRevision: revision,
      ...(reason === undefined ? {} : { reason }),
    })
  }
  const answers = await answersOf(shop, place, act)
  // Files have changed the step: what is sent refers to how it stands now.
  const { taskId, revision } = await openTask(shop, place, act)
  const { reasons, checklist } = act
  return shop.ask(act.by, 'POST', `/tasks/${taskId}/complete`, {
    answers,
    expectedRevision: revision,
    ...(reasons ? { reasons } : {}),
    ...(checklist ? { checklist } : {}),
  })
}

async function answersOf(shop: VirtualShop, place: Place, act: TaskAct): Promise<JsonObject> {
  const form = shop.plan.steps.find((step) => step.id === act.stepId)?.form ?? []
  return uploadAnswers(form, act.answers ?? {}, async (name) => {
    const { taskId } = await openTask(shop, place, act)
    const { contentType, payload } = pictureForm(name)
    const response = await shop.api.app.inject({
      method: 'POST',
      url: `/api/v1/tasks/${taskId}/evidence`,
      headers: {
        authorization: `Bearer ${await shop.tokenOf(act.by)}`,
        'idempotency-key': randomUUID(),
        'content-type': contentType,
      },
      payload,
    })
    if (response.statusCode !== 201) throw new Error(`${name} for ${act.stepId} is not kept: ${response.body}`)
    return response.json<{ id: string }>().id
  })
}

/** The task an act is meant for, as soon as it is open: the earliest repetition, or the level that is to decide. */
async function openTask(shop: VirtualShop, place: Place, act: TaskAct): Promise<{ taskId: string; revision: number }> {
  return vi.waitFor(async () => {
    const { body } = await shop.ask<RunBody>('lead', 'GET', `/runs/${place.runId}`)
    const instances = body.steps.filter((step) => step.stepId === act.stepId)
    const deciding = act.command === 'approve' || act.command === 'reject' || act.command === 'return'
    for (const step of instances) {
      const taskId = deciding ? pendingLevel(step) : isOpen(step) ? step.taskId : null
      if (taskId !== null) return { taskId, revision: step.revision }
    }
    // Open from the very instant of the act on: nobody can be early.
    if (instances.some((step) => opensBy(step, place.at))) await shop.travelTo(place.at)
    const found = instances.map(({ instanceKey, status }) => `${instanceKey} ${status}`).join(', ')
    throw new Error(`${act.stepId} cannot be worked on at ${place.at}: ${found}`)
  }, place.patience)
}

function opensBy({ status, opensAt }: RunStepBody, at: string): boolean {
  return status === 'planned' && opensAt !== null && Date.parse(opensAt) <= Date.parse(at)
}

function isOpen(step: RunStepBody): boolean {
  return step.status === 'open' || step.status === 'claimed'
}

function pendingLevel(step: RunStepBody): string | null {
  const pending = step.approvals.find((level) => level.openedAt !== null && level.decision === null)
  return step.status === 'submitted' && pending ? pending.taskId : null
}

const refusing = new Set([403, 409, 422])

function judged(place: Place, answer: Answer): PlayRefusal | null {
  if (answer.status === 200) return null
  const { code, detail, errors } = answer.body as unknown as PlayRefusal
  if (!refusing.has(answer.status)) throw new Error(`${place.at}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return { at: place.at, code, detail, ...(errors ? { errors } : {}) }
}
