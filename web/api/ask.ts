import { ApiProblem } from './api-problem.ts'
import { signedInAgain } from './lost-session.ts'

type Query = Record<string, string | number | boolean | undefined | null>

/** How often a write is sent under one key before its problem is shown. */
const mostTries = 4
const firstPauseMs = 400

/**
 * Reads from the API, as whoever is signed in.
 * @param path below `/api/v1`; parts that may hold anything go through `encodeURIComponent`.
 * @param query false, null and undefined are left out, true is sent as a bare switch.
 * @throws ApiProblem
 */
export async function read<Answer>(path: string, query: Query = {}, signal?: AbortSignal): Promise<Answer> {
  const answer = await once(`/api/v1${path}${queryText(query)}`, signal ? { signal } : {})
  return (await answer.json()) as Answer
}

export interface Write {
  method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  body?: unknown
  /** Idempotency-Key of the act; one act keeps its key through every repeat, even over a reload. */
  key?: string
  signal?: AbortSignal
}

/**
 * Sends one act to the API. An answer that is lost or late is asked for again under the same key, so nothing happens twice.
 * @throws ApiProblem when the API says no, or when it stays silent after several tries.
 */
export async function write<Answer>(path: string, act: Write = {}): Promise<Answer> {
  const headers: Record<string, string> = { 'idempotency-key': act.key ?? newKey() }
  const form = act.body instanceof FormData
  if (act.body !== undefined && !form) headers['content-type'] = 'application/json'
  const init: RequestInit = { method: act.method ?? 'POST', headers, ...(act.signal ? { signal: act.signal } : {}) }
  if (act.body !== undefined) init.body = form ? (act.body as FormData) : JSON.stringify(act.body)
  for (let tries = 1; ; tries += 1) {
    try {
      const answer = await once(`/api/v1${path}`, init)
      return (answer.status === 204 ? null : await answer.json()) as Answer
    } catch (error) {
      if (!(error instanceof ApiProblem) || !error.passing || tries >= mostTries) throw error
      await pause((error.retryAfterSeconds ?? 0) * 1_000 || firstPauseMs * 2 ** tries)
    }
  }
}

/** A fresh Idempotency-Key. */
export function newKey(): string {
  // Only secure places have randomUUID, and a shop's own machine is often reached by its plain address.
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function once(address: string, init: RequestInit): Promise<Response> {
  let answer: Response
  try {
    answer = await fetch(address, {
      ...init,
      credentials: 'same-origin',
      headers: { accept: 'application/json', ...init.headers },
    })
  } catch (error) {
    if (init.signal?.aborted === true) throw error
    throw new ApiProblem(0, { code: 'OFFLINE', detail: 'The network did not answer.' })
  }
  if (answer.ok) return answer
  if (answer.status === 401 && !address.endsWith('/session') && (await signedInAgain('ended')))
    return once(address, init)
  const body = (await answer.json().catch(() => ({}))) as { code?: string }
  if (body.code === 'FRESH_SIGN_IN_NEEDED' && (await signedInAgain('money'))) return once(address, init)
  const wait = Number(answer.headers.get('retry-after') ?? '')
  throw new ApiProblem(answer.status, body, wait > 0 ? wait : null)
}

function queryText(query: Query): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== false) parameters.set(name, String(value))
  const text = parameters.toString()
  return text === '' ? '' : `?${text}`
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
