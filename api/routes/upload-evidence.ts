import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { keepEvidence } from '#db/door/keep-evidence.ts'
import { readEvidence } from '#db/reads/evidence-of.ts'
import { readUsesOfPictures } from '#db/reads/same-picture.ts'
import { Accepted } from '../contract/runs.ts'
import { EvidenceShape } from '../contract/tasks.ts'
import type { SeenTask } from '../door/access.ts'
import { demand, notFound, seenTask } from '../door/access.ts'
import { acceptedAnswer, actorIn, roleAsked, sendCommand } from '../door/act.ts'
import type { Command, WriteAnswer } from '../door/once.ts'
import { receiveFile } from '../evidence/receive-file.ts'
import { nameOf } from '../evidence/store.ts'
import type { TakenFile } from '../evidence/take-file.ts'
import { dropFile } from '../evidence/take-file.ts'
import type { House, Route } from '../house.ts'
import { showEvidence } from '../show/show-evidence.ts'
import { seenBefore, showSeenBefore } from '../show/show-seen-before.ts'
import { problems } from './answers.ts'
import { taskParams } from './task-params.ts'

/** POST /tasks/{taskId}/evidence: a file (multipart, field `file`) for a task; its SHA-256 becomes part of the run's history. */
export const uploadEvidence: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/tasks/:taskId/evidence',
    config: { right: 'run.act' },
    schema: {
      tags: ['tasks'],
      summary: 'Upload a file',
      consumes: ['multipart/form-data'],
      params: taskParams,
      response: { 201: EvidenceShape, 202: Accepted, ...problems },
    },
    handler: async (request, reply) => {
      const task = await seenTask(house, request, request.params.taskId)
      demand(request, 'run.act', task.object)
      const { file, name } = await receiveFile(house, request)
      try {
        const fingerprint = { name, sha256: file.sha256 }
        return await house.once.write(
          request,
          reply,
          (command) => keep(house, request, command, task, file, name),
          fingerprint,
        )
      } finally {
        await dropFile(file.path)
      }
    },
  })
}

async function keep(
  house: House,
  request: FastifyRequest,
  command: Command,
  task: SeenTask,
  file: TakenFile,
  name: string,
): Promise<WriteAnswer> {
  const id = uuidOf(command.commandId)
  const { db } = house.deps
  const { mediaType, bytes, sha256, pictureSha256 } = file
  const { id: sopRunId, storeId } = task.run
  const uses = await readUsesOfPictures(db, [pictureSha256])
  const path = nameOf(sha256)
  const kept = { id, sopRunId, stepKey: task.step.key, fileName: name, mediaType, bytes, sha256, path, pictureSha256 }
  await keepEvidence(db, { ...kept, personId: request.caller.personId })
  await house.files.put(path, file.path, { sha256, mediaType })
  const before = seenBefore(uses, kept, storeId)
  const act = {
    ...{ type: 'addEvidence' as const, stepKey: task.step.key, evidenceId: id },
    ...{ sha256, mediaType, bytes, pictureSha256 },
    ...(before ? { seenBefore: before } : {}),
  }
  const actor = actorIn(request, storeId, roleAsked(task))
  if (!(await sendCommand(house, request, command, { sopRunId, actor }, act))) return acceptedAnswer(command)
  const row = await readEvidence(db, id)
  if (!row) throw notFound(`evidence ${id}`)
  const told = showSeenBefore(request.caller, uses, row, storeId)
  return { status: 201, body: showEvidence(row, { [task.step.key]: task.step }, told), sopRunId }
}

/** The same command always means the same file: its uuid comes from the command's id. */
function uuidOf(commandId: string): string {
  const hex = createHash('sha256').update(`evidence ${commandId}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
