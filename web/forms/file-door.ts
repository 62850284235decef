import type { z } from 'zod'
import type { EvidenceShape } from '#api/contract/tasks.ts'
import { ApiProblem } from '../api/api-problem.ts'
import { newKey } from '../api/ask.ts'

/** Where a form's files go, and how they are looked at again. */
export interface FileDoor {
  /** Sends a file; `onShare` hears how much of it is there, 0 to 1. Resolves to its id. @throws ApiProblem */
  send(file: File, onShare: (share: number) => void): Promise<string>
  /** Address of a file that was sent. */
  addressOf(id: string): string
  /** What is known of a file sent before. */
  known(id: string): KnownFile | undefined
}

export type KnownFile = Pick<z.infer<typeof EvidenceShape>, 'name' | 'mediaType' | 'seenBefore'>

// What uploads of this page were told, until the task is read again.
const told = new Map<string, KnownFile>()

/** Files of a task: photos lie with the case as evidence. */
export function taskFiles(taskId: string, evidence: readonly (KnownFile & { id: string })[] = []): FileDoor {
  return {
    send: (file, onShare) => sendFile(`/api/v1/tasks/${encodeURIComponent(taskId)}/evidence`, file, onShare),
    addressOf: (id) => `/api/v1/evidence/${encodeURIComponent(id)}`,
    known: (id) => evidence.find((one) => one.id === id) ?? told.get(id),
  }
}

// fetch tells nothing of an upload's progress; XMLHttpRequest does.
function sendFile(address: string, file: File, onShare: (share: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', address)
    request.setRequestHeader('idempotency-key', newKey())
    request.setRequestHeader('accept', 'application/json')
    request.responseType = 'json'
    request.upload.addEventListener('progress', ({ loaded, total }) => onShare(total === 0 ? 0 : loaded / total))
    request.addEventListener('error', () => reject(new ApiProblem(0, { code: 'OFFLINE' })))
    request.addEventListener('load', () => {
      const body = (request.response ?? {}) as Partial<KnownFile> & { id?: string; code?: string }
      if (request.status < 300 && body.id !== undefined) {
        const { id, name = file.name, mediaType = file.type, seenBefore = null } = body
        told.set(id, { name, mediaType, seenBefore })
        resolve(id)
      } else reject(new ApiProblem(request.status, body))
    })
    const form = new FormData()
    form.append('file', file, file.name)
    request.send(form)
  })
}
