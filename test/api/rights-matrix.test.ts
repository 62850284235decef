import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '#api/app.ts'
import type { Caller } from './matrix/cast.ts'
import { castOf, sessionOf, store } from './matrix/cast.ts'
import type { Objects, State } from './matrix/objects.ts'
import { objectsOf } from './matrix/objects.ts'
import type { Row } from './matrix/row.ts'
import { rowsOfPeople } from './matrix/rows-of-people.ts'
import { rowsOfRuns } from './matrix/rows-of-runs.ts'
import { rowsOfStores } from './matrix/rows-of-stores.ts'
import { emptyForm, rowsOfTasks } from './matrix/rows-of-tasks.ts'
import { wayInProcess } from './matrix/way-in-process.ts'
import type { OpenApi } from './open-api.ts'
import { openApi } from './open-api.ts'

const table: Record<string, Row[]> = { ...rowsOfRuns, ...rowsOfTasks, ...rowsOfStores, ...rowsOfPeople }
/** Of every post the states are asked about: who may, who sees and may not, who sees nothing. */
const telling = [
  'of-lead',
  'of-cs-agent',
  'of-cs-lead',
  'of-warehouse',
  'of-auditor',
  'of-admin',
  'of-designer',
  'other-lead',
  'expired',
]

let api: OpenApi
let app: Awaited<ReturnType<typeof buildApp>>
let callers: Caller[]
let objects: Record<State, Objects>
const tokens = new Map<string, string>()
let asked = 0
let begun: NodeJS.CpuUsage

beforeAll(async () => {
  api = await openApi({ worker: false })
  const { owner, db: workerDb } = api.stack
  callers = await castOf(owner)
  for (const personId of [...callers.map((caller) => caller.personId), 'second-agent']) {
    if (personId !== null) tokens.set(personId, await sessionOf(owner, personId))
  }
  const way = wayInProcess(workerDb)
  app = await buildApp({ ...api.deps, way })
  objects = await objectsOf(app, owner, api.deps, (personId) => tokens.get(personId) ?? '')
  way.keeps = false
  begun = process.cpuUsage()
})
afterAll(async () => {
  await app.close()
  await api.close()
})

test('every operation has a row, and every row an operation that names its right', async () => {
  const { paths } = (await app.inject('/openapi.json')).json<{ paths: Record<string, Record<string, object>> }>()
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
  )
  expect(operations.map(({ name }) => name).sort()).toEqual(Object.keys(table).sort())
  const withoutSignIn = operations.filter(({ operation }) => (operation as { 'x-right'?: [] })['x-right']?.length === 0)
  expect(withoutSignIn.map(({ name }) => name).sort()).toEqual(
    Object.keys(table)
      .filter((name) => table[name]?.some((row) => row.outside === 'open'))
      .sort(),
  )
})

test.each([
  ['runs', rowsOfRuns],
  ['tasks', rowsOfTasks],
  ['stores', rowsOfStores],
  ['people', rowsOfPeople],
])('everyone gets what the table of %s says, on a step that is open', async (_table, rows) => {
  const wrong: string[] = []
  for (const [operation, asked] of Object.entries(rows))
    for (const row of asked) wrong.push(...(await judgeAll(operation, row, askedBy(row), 'open')))
  expect(wrong).toEqual([])
})

test('nobody gets further on a step claimed by another, done, or of a cancelled run', async () => {
  const wrong: string[] = []
  const asking = callers.filter(({ name }) => telling.includes(name))
  for (const [operation, rows] of Object.entries({ ...rowsOfTasks, ...commandsOnly() }))
    for (const row of rows)
      for (const state of ['claimed', 'done', 'cancelled'] as const)
        wrong.push(...(await judgeAll(operation, row, asking, state)))
  expect(wrong).toEqual([])
})

test('that were at least two thousand questions', ({ annotate }) => {
  const { user, system } = process.cpuUsage(begun)
  void annotate(`${asked} questions, ${Math.round((user + system) / 1_000)} ms of this process`)
  expect(asked).toBeGreaterThanOrEqual(2_000)
})

/** Roles no right and no step of the small playbook names: they are alike, so one of them asks each row, in turn. */
const plain = [
  'merchandiser',
  'designer',
  'ads-specialist',
  'kol-manager',
  'campaign-planner',
  'data-analyst',
  'compliance',
].concat('planner', 'host', 'floor-controller', 'comment-moderator', 'spokesperson', 'tech', 'hr')
let turn = 0

function askedBy({ outside, may }: Row): Caller[] {
  // What needs no sign-in has nothing to look a role up for.
  if (outside === 'open') return callers.filter(({ where }) => where !== 'own' && where !== 'other')
  const named = (role: string): boolean => may !== 'everyone' && may.length < 20 && may.includes(role)
  const chosen = plain[turn++ % plain.length]
  return callers.filter(
    ({ held, where }) => where !== 'own' || held === chosen || named(held ?? '') || !plain.includes(held ?? ''),
  )
}

function commandsOnly(): Record<string, Row[]> {
  const name = 'POST /api/v1/runs/{runId}/commands'
  return { [name]: table[name] ?? [] }
}

async function judgeAll(operation: string, row: Row, asking: readonly Caller[], state: State): Promise<string[]> {
  return (await Promise.all(asking.map((caller) => judge(operation, row, caller, state)))).flat()
}

/** Asks and compares; @returns what was wrong, in words. */
async function judge(operation: string, row: Row, caller: Caller, state: State): Promise<string[]> {
  if (state !== 'open' && !/\{(task|run|level)\}/.test(row.path)) return []
  if (row.path.includes('{level}') && objects[state]['level'] === undefined) return []
  asked += 1
  const method = operation.split(' ')[0] as Method
  const answer = await ask(method, row, caller, { ...objects.open, ...objects[state] })
  const expected = expectedOf(
    state === 'open' || state === 'cancelled' ? row : { ...row, may: row.then?.[state] ?? row.may },
    caller,
  )
  const closed = row.closed ?? (method === 'GET' ? 200 : 409)
  const named = answer.problem !== '' || row.outside === 'open'
  const right = named && fits(expected, answer.status, state, { ...row, closed })
  return right
    ? []
    : [`${operation} ${row.path} as ${caller.name}, ${state}: ${answer.status} ${answer.problem}, expected ${expected}`]
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Expected = 'may' | 'refused' | 'hidden' | 'unsigned'

function expectedOf(row: Row, caller: Caller): Expected {
  if (row.outside === 'open') return 'may'
  if (caller.where === 'unsigned') return 'unsigned'
  if (row.outside === 'own') return 'may'
  const holds = caller.held !== null && (row.may === 'everyone' || row.may.includes(caller.held))
  if (row.outside === 'ofTheirs' && holds && caller.where === 'other') return 'hidden'
  if (row.outside === 'byRole' || row.outside === 'ofTheirs') return holds ? 'may' : 'refused'
  if (caller.where !== 'own') return 'hidden'
  if (holds) return 'may'
  return row.sees === undefined || row.sees.includes(caller.held ?? '') ? 'refused' : 'hidden'
}

function fits(expected: Expected, status: number, state: State, row: Row): boolean {
  if (row.outside === 'open') return status !== 401 && status !== 403
  if (expected === 'unsigned') return status === 401
  if (expected === 'hidden') return status === 404
  // What is over is over for everybody who sees it: that may be said before who they are.
  if (expected === 'refused') return status === 403 || (state !== 'open' && status === 409)
  if (state === 'cancelled') return status === row.closed
  if (state !== 'open' && row.once) return status === 409
  return ![401, 403, 404].includes(status) && status < 500
}

/** @returns its status, and its problem code; '-' = none, '' = a refusal without one. */
async function ask(
  method: Method,
  row: Row,
  caller: Caller,
  values: Objects,
): Promise<{ status: number; problem: string }> {
  const shift = row.path.includes('{shift}') ? await freshShift() : ''
  const ends = row.path === '/session' && method === 'DELETE' && caller.where !== 'unsigned'
  const token = ends ? await sessionOf(api.stack.owner, caller.personId ?? '') : tokens.get(caller.personId ?? '')
  const path = filled(row.path, { ...values, shift })
  const form = row.body === emptyForm
  const response = await app.inject({
    method,
    url: path.startsWith('/healthz') || path.startsWith('/readyz') ? path : `/api/v1${path}`,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
      ...(row.body === undefined
        ? {}
        : { 'content-type': form ? 'multipart/form-data; boundary=x' : 'application/json' }),
    },
    ...(row.body === undefined ? {} : { payload: form ? emptyForm : filled(JSON.stringify(row.body), values) }),
    payloadAsStream: true,
  })
  const { statusCode: status } = response
  if (status < 400) {
    response.stream().destroy()
    return { status, problem: '-' }
  }
  const body = JSON.parse(await textOf(response.stream())) as { code?: string }
  return { status, problem: body.code ?? '' }
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts).toString()
}

function filled(text: string, values: Objects): string {
  return text
    .replace(/"\{(\w+)\}"/g, (_, name: string) => JSON.stringify(values[name]))
    .replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))
}

async function freshShift(): Promise<string> {
  const id = randomUUID()
  const [fromAt, toAt] = ['2026-11-20T01:00:00Z', '2026-11-20T02:00:00Z']
  const shift = {
    id,
    storeId: store,
    personId: 'of-buyer',
    role: 'buyer',
    fromAt,
    toAt,
    enteredBy: 'of-lead',
  }
  await api.stack.owner.insertInto('shift').values(shift).execute()
  return id
}
