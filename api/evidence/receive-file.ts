import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { House } from '../house.ts'
import { Problem } from '../problem.ts'
import type { TakenFile } from './take-file.ts'
import { cleanName, dropFile, takeFile } from './take-file.ts'

/** The one file of a form, taken and named. Error besides those of takeFile: MULTIPART; nothing is left behind then. */
export async function receiveFile(house: House, request: FastifyRequest): Promise<{ file: TakenFile; name: string }> {
  let file: TakenFile | null = null
  let name = ''
  try {
    for await (const part of request.files()) {
      if (part.fieldname !== 'file') {
        throw new Problem('MULTIPART', `The file came in a part named "${cleanName(part.fieldname)}". Name it "file".`)
      }
      name = cleanName(part.filename)
      const { evidenceFolder: folder, scan = null } = house.deps
      file = await takeFile({ folder, scratchName: randomUUID(), scan }, part.file)
    }
    if (file) return { file, name }
    throw new Problem('MULTIPART', 'The form holds no file. Send one part named "file".')
  } catch (error) {
    if (file) await dropFile(file.path)
    throw isBrokenForm(error) ? new Problem('MULTIPART', brokenForm) : error
  }
}

const brokenForm = 'The form ends before its last boundary, or a part of it is malformed. Send it whole.'

// The parser says these in words only.
function isBrokenForm(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^(Unexpected end|Part terminated|Malformed part header|Multipart: Boundary)|premature close/i.test(error.message)
  )
}
