import type { JsonObject, JsonValue } from '#engine/model/text.ts'
import { ApiProblem } from '../api/api-problem.ts'
import { newKey } from '../api/ask.ts'
import type { FileDoor } from '../forms/file-door.ts'
import { taskFiles } from '../forms/file-door.ts'
import { drop, keep, keptOne } from './keep-database.ts'

interface WaitingFile {
  id: string
  file: Blob
  name: string
}

const prefix = 'waiting:'
const addresses = new Map<string, string>()

/** A file door that keeps photos on the device while there is no network; they go with the answers that name them. */
export function filesThatWait(taskId: string, evidence: Parameters<typeof taskFiles>[1]): FileDoor {
  const door = taskFiles(taskId, evidence)
  return {
    ...door,
    send: async (file, onShare) => {
      try {
        if (navigator.onLine) return await door.send(file, onShare)
      } catch (problem) {
        if (!(problem instanceof ApiProblem) || problem.code !== 'OFFLINE') throw problem
      }
      const id = `${prefix}${newKey()}`
      await keep('files', { id, file, name: file.name } satisfies WaitingFile)
      addresses.set(id, URL.createObjectURL(file))
      return id
    },
    addressOf: (id) => addresses.get(id) ?? door.addressOf(id),
  }
}

/** Answers whose waiting files have been sent. @throws ApiProblem */
export async function withSentFiles(taskId: string, answers: JsonObject): Promise<JsonObject> {
  const entries = await Promise.all(
    Object.entries(answers).map(async ([name, value]) => [name, await sent(taskId, value)] as const),
  )
  return Object.fromEntries(entries)
}

async function sent(taskId: string, value: JsonValue): Promise<JsonValue> {
  if (Array.isArray(value)) return Promise.all(value.map((one) => sent(taskId, one)))
  if (typeof value !== 'string' || !value.startsWith(prefix)) return value
  const waiting = await keptOne<WaitingFile>('files', value)
  if (waiting === undefined) throw new ApiProblem(0, { code: 'EVIDENCE_UNKNOWN', detail: value })
  const file = new File([waiting.file], waiting.name, { type: waiting.file.type })
  const id = await taskFiles(taskId).send(file, () => undefined)
  await drop('files', value)
  return id
}
