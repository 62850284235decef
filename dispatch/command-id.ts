import { createHash } from 'node:crypto'

const base32 = 'abcdefghijklmnopqrstuvwxyz234567'

/** Id of a command: the same for the same person and Idempotency-Key, so that a repeat is known everywhere. */
export function commandIdOf(personId: string, idempotencyKey: string): string {
  return `c-${shortHash(`${personId}\n${idempotencyKey}`)}`
}

/** Id of the run that a launch command makes; a repeated launch can only ever mean the same run. */
export function sopRunIdOf(commandId: string): string {
  return `r-${shortHash(`run\n${commandId}`)}`
}

/** 130 bits of SHA-256 in 26 letters and digits: safe in addresses, ids and file names. */
function shortHash(text: string): string {
  const bytes = createHash('sha256').update(text).digest()
  let letters = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      letters += base32[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return letters.slice(0, 26)
}
