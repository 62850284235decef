import pg from 'pg'

export interface Listener {
  /** Whether notifications arrive now. */
  connected(): boolean
  close(): Promise<void>
}

export interface Hearing {
  onPayload: (payload: string) => void
  /** A connection has been made, also after a loss: what was said meanwhile is not repeated. */
  onConnected: () => void
  onLost?: (error: Error) => void
}

const firstPauseMs = 50
const longestPauseMs = 2_000
const pingEveryMs = 10_000

/** Holds one connection that listens on a channel; when it breaks, or no longer answers, another is made. */
export function keepListening(url: string, channel: string, hearing: Hearing): Listener {
  let client: pg.Client | null = null
  let up = false
  let closed = false
  let pauseMs = firstPauseMs
  let next: NodeJS.Timeout | undefined
  let ping: NodeJS.Timeout | undefined

  const lose = (failed: pg.Client, error: Error): void => {
    if (client !== failed) return
    client = null
    up = false
    clearInterval(ping)
    failed.removeAllListeners('notification')
    void failed.end().catch(() => undefined)
    if (closed) return
    hearing.onLost?.(error)
    next = setTimeout(() => void connect(), pauseMs)
    pauseMs = Math.min(pauseMs * 2, longestPauseMs)
  }

  const connect = async (): Promise<void> => {
    const mine = newClient(url)
    client = mine
    mine.on('error', (error) => lose(mine, error))
    mine.on('end', () => lose(mine, new Error('The database closed the listening connection.')))
    mine.on('notification', ({ payload }) => hearing.onPayload(payload ?? ''))
    try {
      await mine.connect()
      await mine.query(`listen ${pg.escapeIdentifier(channel)}`)
    } catch (error) {
      return lose(mine, error as Error)
    }
    if (client !== mine || closed) return
    up = true
    pauseMs = firstPauseMs
    ping = setInterval(() => void mine.query('select 1').catch((error: Error) => lose(mine, error)), pingEveryMs)
    hearing.onConnected()
  }

  void connect()
  return {
    connected: () => up,
    close: async () => {
      closed = true
      up = false
      clearTimeout(next)
      clearInterval(ping)
      await client?.end().catch(() => undefined)
    },
  }
}

const newClient = (url: string): pg.Client =>
  new pg.Client({
    connectionString: url,
    application_name: 'zhangfa listener',
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
  })
