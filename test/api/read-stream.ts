import type { OpenApi } from './open-api.ts'

/** One event as it came over the line. */
export interface HeardEvent {
  event: string
  data: Record<string, unknown>
  /** When it was heard, in ms. */
  at: number
}

/** An open stream, read as a browser reads it. */
export interface HeardStream {
  status: number
  events: HeardEvent[]
  /** Last `id:` that came. */
  lastId(): string
  /** Waits for an event that fits; throws when none comes in time. */
  next(fits: (event: HeardEvent) => boolean, ms?: number): Promise<HeardEvent>
  /** Resolves when the server has ended it, with the ms since `since`. */
  ended(since?: number): Promise<number>
  close(): void
}

/** Opens GET /stream over a socket of its own. @param address `http://127.0.0.1:<port>` of a listening app. */
export async function hearStream(
  address: string,
  token: string,
  more: { lastEventId?: string; cookie?: boolean } = {},
): Promise<HeardStream> {
  const abort = new AbortController()
  const response = await fetch(`${address}/api/v1/stream`, {
    signal: abort.signal,
    headers: {
      ...(more.cookie === true ? { cookie: `zhangfa=${token}` } : { authorization: `Bearer ${token}` }),
      ...(more.lastEventId === undefined ? {} : { 'last-event-id': more.lastEventId }),
    },
  })
  const events: HeardEvent[] = []
  let lastId = ''
  let wake: () => void = () => undefined
  const hear = (block: string): void => {
    const fields = new Map(
      block.split('\n').map((line) => [line.split(': ')[0] ?? '', line.slice(line.indexOf(':') + 2)]),
    )
    lastId = fields.get('id') ?? lastId
    const event = fields.get('event')
    if (event !== undefined) {
      const data = JSON.parse(fields.get('data') ?? '{}') as HeardEvent['data']
      events.push({ event, data, at: Date.now() })
    }
    wake()
  }
  const over = readBlocks(response, hear).catch(() => undefined)
  const next: HeardStream['next'] = async (fits, ms = 5_000) => {
    const until = Date.now() + ms
    for (;;) {
      const found = events.find(fits)
      if (found) return found
      const left = until - Date.now()
      if (left <= 0) throw new Error(`not heard within ${ms} ms; heard ${JSON.stringify(events)}`)
      await new Promise<void>((resolve) => {
        wake = resolve
        setTimeout(resolve, Math.min(left, 100))
      })
    }
  }
  return {
    status: response.status,
    events,
    lastId: () => lastId,
    next,
    ended: async (since = Date.now()) => {
      await over
      return Date.now() - since
    },
    close: () => abort.abort(),
  }
}

async function readBlocks(response: Response, hear: (block: string) => void): Promise<void> {
  let rest = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body ?? []) {
    const blocks = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) hear(block)
  }
}

/** Lets the app listen on a free port. @returns its address. */
export async function listening(api: OpenApi): Promise<string> {
  return api.app.listen({ port: 0, host: '127.0.0.1' })
}
