/** Keys that seal payloads: new ones with `current`, old ones open under their id as long as it is listed. */
export interface PayloadKeys {
  current: string
  byId: ReadonlyMap<string, Buffer>
}

const keyBytes = 32
const keyId = /^[a-z0-9][a-z0-9-]{0,39}$/

/**
 * Reads `ZHANGFA_PAYLOAD_KEYS`: `id:base64,id:base64`, the first being the current one; empty or absent = no sealing.
 * Throws with the entry's position when an entry is not an id and 32 bytes in base64.
 */
export function readPayloadKeys(env: Record<string, string | undefined>): PayloadKeys | null {
  const text = env['ZHANGFA_PAYLOAD_KEYS']?.trim()
  if (!text) return null
  const entries = text.split(',').map((entry, index) => readEntry(entry.trim(), index + 1))
  const byId = new Map(entries)
  if (byId.size < entries.length)
    throw new Error('ZHANGFA_PAYLOAD_KEYS names a key id twice; give every key its own id.')
  return { current: (entries[0] as [string, Buffer])[0], byId }
}

function readEntry(entry: string, position: number): [string, Buffer] {
  const [id = '', encoded = ''] = entry.split(':')
  const key = Buffer.from(encoded, 'base64')
  if (!keyId.test(id) || key.length !== keyBytes)
    throw new Error(
      `Entry ${position} of ZHANGFA_PAYLOAD_KEYS is not "id:base64 of ${keyBytes} bytes"; make one with: openssl rand -base64 ${keyBytes}.`,
    )
  return [id, key]
}
