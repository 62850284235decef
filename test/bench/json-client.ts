import { Agent, request } from 'node:http'

/** One person's browser: one kept-alive connection, asking one thing at a time. */
export interface JsonClient {
  ask<T>(method: 'GET' | 'POST', path: string, body?: unknown, headers?: Record<string, string>): Promise<T>
  close(): void
}

/**
 * Opens a client for a door on the loopback interface: Node's own `http` with one kept-alive connection and small packets
 * sent at once, so that a constant of the client is not taken for one of the door.
 * @param localAddress where the calls come from, so that limits per address see as many people as there are.
 * @throws from `ask`, for every answer that is not 2xx.
 */
export function openJsonClient(port: number, localAddress: string): JsonClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return {
    close: () => agent.destroy(),
    ask: (method, path, body, headers = {}) =>
      new Promise((resolve, reject) => {
        const text = body === undefined ? undefined : Buffer.from(JSON.stringify(body))
        const sent = text === undefined ? {} : { 'content-type': 'application/json', 'content-length': text.length }
        const asked = request({
          ...{ agent, method, path, port, localAddress, host: '127.0.0.1' },
          headers: { ...headers, ...sent },
        })
        asked.setNoDelay(true)
        asked.once('error', reject)
        asked.once('response', (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.once('error', reject)
          response.once('end', () => {
            const answer = Buffer.concat(chunks).toString()
            const { statusCode = 0 } = response
            if (statusCode >= 200 && statusCode < 300) resolve(JSON.parse(answer) as never)
            else reject(new Error(`${method} ${path} was answered ${statusCode}: ${answer.slice(0, 300)}`))
          })
        })
        asked.end(text)
      }),
  }
}
