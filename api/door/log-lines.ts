/** Where log lines go; left out, to standard output. */
export interface LogStream {
  write(line: string): void
}

/** Fields a line may hold: what is not named here is left out, whoever logs it. Never bodies, headers, addresses or answers. */
const allowed = new Set(['req', 'res', 'err', 'responseTime', 'personId', 'what', 'denied', 'lagMs'])

/** How Fastify's logger is set up: an allow-list of fields, and no text that may quote what people typed. */
export const loggerOptions = {
  level: 'info',
  formatters: {
    log: (fields: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(fields).filter(([name]) => allowed.has(name))),
  },
  hooks: {
    // An error given alone would become the line's text, with what it quotes.
    logMethod(this: unknown, given: unknown[], log: (this: unknown, ...line: unknown[]) => void) {
      const [first] = given
      if (first instanceof Error) log.call(this, { err: first }, 'error')
      else if (isErrorLine(first)) log.call(this, first, ownText(given[1], first.err))
      else log.apply(this, given)
    },
  },
  serializers: {
    req: (request: { method: string; routeOptions?: { url?: string | undefined } }) => ({
      method: request.method,
      route: request.routeOptions?.url ?? 'none',
    }),
    res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
    err: (error: Error & { code?: string }) => ({
      type: error.name,
      message: '',
      code: error.code,
      stack: withoutMessage(error),
    }),
  },
}

function isErrorLine(line: unknown): line is { err: Error } {
  return typeof line === 'object' && line !== null && 'err' in line && line.err instanceof Error
}

function ownText(text: unknown, { message }: Error): string {
  return typeof text === 'string' && !(message !== '' && text.includes(message)) ? text : 'error'
}

// Messages may quote what people typed, or an address with a password in it.
function withoutMessage(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .join('\n')
}
