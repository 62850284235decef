import { createHash, randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { keepEvidence } from '#db/door/keep-evidence.ts'
import { readEvidence } from '#db/reads/evidence-of.ts'
import { Accepted } from '../contract/runs.ts'
import { EvidenceShape } from '../contract/tasks.ts'
import type { SeenTask } from '../door/access.ts'
import { demand, notFound, seenTask } from '../door/access.ts'
import { acceptedAnswer, actorIn, roleAsked, sendCommand } from '../door/act.ts'
import type { TakenFile } from '../door/evidence-file.ts'
import { cleanName, dropFile, keepFile, takeFile } from '../door/evidence-file.ts'
import type { Command, WriteAnswer } from '../door/once.ts'
import type { House, Route } from '../house.ts'
import { Problem } from '../problem.ts'
import { showEvidence } from '../show/show-evidence.ts'
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
      const { file, name } = await received(house, request)
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

async function received(house: House, request: FastifyRequest): Promise<{ file: TakenFile; name: string }> {
  const part = await request.file()
  if (!part) throw new Problem('MULTIPART', 'The form holds no file. Send one part named "file".')
  const taken = await takeFile(house.deps.evidenceFolder, randomUUID(), part.file)
  if (part.fieldname === 'file') return { file: taken, name: cleanName(part.filename) }
  await dropFile(taken.path)
  throw new Problem('MULTIPART', `The file came in a part named "${cleanName(part.fieldname)}". Name it "file".`)
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
  const { mediaType, bytes, sha256 } = file
  const { id: sopRunId, storeId } = task.run
  const path = await keepFile(house.deps.evidenceFolder, file, id)
  await keepEvidence(house.deps.db, {
    id,
    sopRunId,
    stepKey: task.step.key,
    fileName: name,
    mediaType,
    bytes,
    sha256,
    path,
    personId: request.caller.personId,
  })
  const act = { type: 'addEvidence' as const, stepKey: task.step.key, evidenceId: id, sha256, mediaType, bytes }
  const actor = actorIn(request, storeId, roleAsked(task))
  if (!(await sendCommand(house, request, command, { sopRunId, actor }, act))) return acceptedAnswer(command)
  const row = await readEvidence(house.deps.db, id)
  if (!row) throw notFound(`evidence ${id}`)
  return { status: 201, body: showEvidence(row, { [task.step.key]: task.step }), sopRunId }
}

/** The same command always means the same file: its uuid comes from the command's id. */
function uuidOf(commandId: string): string {
  const hex = createHash('sha256').update(`evidence ${commandId}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
