import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { KeyKind, VerifierKey } from '#engine/history/checkpoint.ts'
import { keyIdOf, verifierKey } from '#engine/history/checkpoint.ts'

/** An Ed25519 key of ours, under the name that its signatures carry. */
export interface SigningKey {
  name: string
  kind: KeyKind
  keyId: string
  /** What verifiers are given. */
  verifier: string
  sign(text: string): Uint8Array
}

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 and in SPKI (RFC 8410). */
const privateHead = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicHead = Buffer.from('302a300506032b6570032100', 'hex')

/**
 * Opens a key. Its name is made from its public part, so that another key is another log.
 * @param seed 32 bytes.
 */
export function openSigningKey(seed: Buffer, kind: KeyKind): SigningKey {
  if (seed.length !== 32) throw new RangeError('A signing key has 32 bytes.')
  const key = createPrivateKey({ key: Buffer.concat([privateHead, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(publicHead.length)
  const name = `zhangfa-${kind}-${createHash('sha256').update(publicKey).digest('hex').slice(0, 16)}`
  return {
    name,
    kind,
    keyId: keyIdOf(name, kind, publicKey),
    verifier: verifierKey(name, kind, publicKey),
    sign: (text) => sign(null, Buffer.from(text), key),
  }
}

/** Whether this key signed that text. */
export function verifyText(key: VerifierKey, text: string, signature: Uint8Array): boolean {
  return signature.length === 64 && verify(null, Buffer.from(text), openPublicKey(key.publicKey), signature)
}

function openPublicKey(publicKey: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([publicHead, publicKey]), format: 'der', type: 'spki' })
}
