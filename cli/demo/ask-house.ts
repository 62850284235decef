import { demoPassword } from '#db/demo/demo-people.ts'

/** Asks a house as a demo sign-in, by the part of the email before the @; `body` of the answer as it came. */
export type AskAs = (as: string, method: 'GET' | 'POST', path: string, body?: object, key?: string) => Promise<Asked>

export interface Asked {
  status: number
  body: unknown
}

/**
 * Asks a running house over the network; everyone signs in once.
 * @param address where the house is, as in `http://127.0.0.1:3000`.
 */
export function askHouse(address: string): AskAs {
  const tokens = new Map<string, Promise<string>>()
  const signIn = async (as: string): Promise<string> => {
    const answer = await fetch(`${address}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: `${as}@demo.local`, password: demoPassword }),
    })
    if (answer.status !== 200) throw new Error(`${as} cannot sign in: ${await answer.text()}`)
    return ((await answer.json()) as { token: string }).token
  }
  return async (as, method, path, body, key) => {
    const token = tokens.get(as) ?? signIn(as)
    tokens.set(as, token)
    const answer = await fetch(`${address}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await token}`,
        ...(method === 'POST' ? { 'idempotency-key': key ?? crypto.randomUUID() } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return { status: answer.status, body: await answer.json() }
  }
}
