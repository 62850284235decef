import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Database } from '#db/database.ts'
import { answerCommand } from '#db/door/answer-command.ts'
import { beginCommand } from '#db/door/begin-command.ts'
import type { KnownCommand } from '#db/reads/idempotency-of.ts'
import { readKnownCommand } from '#db/reads/idempotency-of.ts'
import type { JsonValue } from '#engine/model/text.ts'
import { commandIdOf } from '#dispatch/command-id.ts'
import { Problem } from '../problem.ts'
import { problemBody } from './problems.ts'
import { requestHashOf } from './request-hash.ts'
import type { Sealer } from './seal.ts'

/** The command a write carries. */
export interface Command {
  commandId: string
  /** It was begun before; whoever hands it on looks for its first answer. */
  repeated: boolean
}

/** What a write answers; `sopRunId` keeps the answer for the life of that run. */
export interface WriteAnswer {
  status: number
  body: unknown
  sopRunId?: string
  /** What a repeat is answered, where the first answer holds a secret. */
  kept?: unknown
  /** The outcome is still open: the same key asks again. */
  open?: true
}

const keyForm = /^[\x21-\x7e]{1,200}$/
const stillRunningMs = 1_500
const passing = new Set(['TOO_MANY_REQUESTS', 'TOO_MANY_SIGN_INS', 'FRESH_SIGN_IN_NEEDED'])

/** Lets each person's command run once per Idempotency-Key, and gives every repeat the first answer. */
export class Once {
  readonly #db: Database
  readonly #sealer: Sealer
  readonly #running = new Set<string>()

  constructor(db: Database, sealer: Sealer) {
    this.#db = db
    this.#sealer = sealer
  }

  /**
   * Runs `act` under the request's Idempotency-Key and sends its answer.
   * Errors: IDEMPOTENCY_KEY_MISSING, IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_IN_PROGRESS.
   * @param fingerprint what was sent, where the body alone does not say it (uploads).
   */
  async write(
    request: FastifyRequest,
    reply: FastifyReply,
    act: (command: Command) => Promise<WriteAnswer>,
    fingerprint: unknown = request.body,
  ): Promise<FastifyReply> {
    const key = keyOf(request)
    const { personId } = request.caller
    const commandId = commandIdOf(personId, key)
    if (this.#running.has(commandId)) throw inProgress()
    this.#running.add(commandId)
    try {
      const requestHash = requestHashOf(request.method, request.url, fingerprint)
      const repeated = !(await beginCommand(this.#db, { commandId, personId, key, requestHash }))
      if (repeated) {
        const known = await readKnownCommand(this.#db, commandId)
        if (known) {
          refuseOtherRequest(known, requestHash)
          if (known.status !== null) return replay(reply, known.status, await this.#openKept(known.body))
          // Another process may be at work on it this very moment; after that it is taken up again, which does nothing twice.
          if (Date.now() - Date.parse(known.begunAt) < stillRunningMs) throw inProgress()
        }
      }
      return await this.#run(request, reply, { commandId, repeated }, act)
    } finally {
      this.#running.delete(commandId)
    }
  }

  /** A kept answer as it was given. Error: NOT_FOUND when what it held was erased since. */
  async #openKept(body: JsonValue): Promise<JsonValue> {
    const opened = await this.#sealer.openAnswer(body)
    if (opened !== null || body === null) return opened
    throw new Problem('NOT_FOUND', 'The answer held personal data that were erased since. Read the run instead.')
  }

  async #run(
    request: FastifyRequest,
    reply: FastifyReply,
    command: Command,
    act: (command: Command) => Promise<WriteAnswer>,
  ): Promise<FastifyReply> {
    const of = { commandId: command.commandId }
    try {
      const answer = await act(command)
      if (!answer.open) {
        const { sopRunId = null, status } = answer
        const kept = answer.kept ?? answer.body
        // What a run's answer shows opened is kept sealed, so that it goes with the run's key.
        const body = sopRunId === null ? kept : await this.#sealer.sealAnswer(sopRunId, kept)
        await answerCommand(this.#db, { ...of, sopRunId, status, body })
      }
      return reply.code(answer.status).send(answer.body)
    } catch (error) {
      // A clear "no" is an answer too; troubles of ours are not, nor is "sign in first", so that the key stays good.
      if (error instanceof Problem && error.status < 500 && !passing.has(error.code)) {
        const body = problemBody(error, request.id)
        await answerCommand(this.#db, { ...of, sopRunId: null, status: error.status, body })
      }
      throw error
    }
  }
}

function keyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key']
  if (key === undefined || key === '') {
    throw new Problem(
      'IDEMPOTENCY_KEY_MISSING',
      'This write needs an Idempotency-Key header. Send a fresh uuid per act, the same one on a repeat.',
    )
  }
  if (typeof key !== 'string' || !keyForm.test(key)) {
    throw new Problem(
      'IDEMPOTENCY_KEY_INVALID',
      'The Idempotency-Key must be 1 to 200 visible ASCII characters, such as a uuid.',
    )
  }
  return key
}

function refuseOtherRequest(known: KnownCommand, requestHash: string): void {
  if (known.requestHash === null || known.requestHash === requestHash) return
  throw new Problem(
    'IDEMPOTENCY_KEY_REUSED',
    'This Idempotency-Key was used for another request. Use a fresh one for a new act.',
  )
}

function replay(reply: FastifyReply, status: number, body: JsonValue): FastifyReply {
  const type = status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json; charset=utf-8'
  return reply
    .code(status)
    .type(type)
    .header('idempotency-replayed', 'true')
    .serializer(String)
    .send(JSON.stringify(body))
}

function inProgress(): Problem {
  return new Problem(
    'IDEMPOTENCY_IN_PROGRESS',
    'The first request under this Idempotency-Key is still running. Ask again with the same key.',
    {
      headers: { 'retry-after': '1' },
    },
  )
}
