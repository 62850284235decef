import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Field } from '#engine/model/form.ts'
import type { JsonObject, JsonValue } from '#engine/model/text.ts'
import type { Database } from '#db/database.ts'
import { keepSubjectKey, readSubjectKeys } from '#db/door/subject-keys.ts'
import { holdsPersonal, openPersonal, sealPersonal } from './personal-text.ts'

/** What people see who may not read a sealed value. */
export const masked = '•••'

/** How far a reader gets: not at all, as usual, or by an express look with a reason, which opens what is restricted too. */
export type Reading = false | true | 'revealing'

/**
 * Seals fields marked `pii` with a key per run (AES-256-GCM), before engine or Temporal see them, and opens them for people who
 * may read them. Once a run's key is gone its values read as null, while every hash over them stays right.
 */
export class Sealer {
  readonly #db: Database
  readonly #houseKey: Buffer
  /** Keys by what they are wrapped in: whether one may still be used is asked of the database each time. */
  readonly #keys = new Map<string, Buffer>()
  /** Wrapped keys to seal with: a run that is sealed for is never one that was erased. */
  readonly #sealing = new Map<string, string>()

  constructor(db: Database, houseKey: Buffer) {
    this.#db = db
    this.#houseKey = houseKey
  }

  /** The values with every pii field of `fields` replaced by `{sealed: text}`; columns of rows and records included. */
  async seal(sopRunId: string, fields: readonly Field[], values: JsonObject): Promise<JsonObject> {
    if (!fields.some((field) => isPii(field) && values[field.name] !== undefined)) return values
    const key = await this.#keyFor(sopRunId)
    return sealFields(fields, values, (value) => ({ sealed: encrypt(key, sopRunId, value) }))
  }

  /** A text with the phones, ID numbers and addresses of mail people typed into it sealed in their places. */
  async sealText(sopRunId: string, text: string): Promise<string> {
    if (!holdsPersonal(text)) return text
    const key = await this.#keyFor(sopRunId)
    return sealPersonal(text, (found) => encrypt(key, sopRunId, found))
  }

  /** What the door answered about a run, as it is kept: sealed where the run has anything sealed. */
  async sealAnswer(sopRunId: string, body: unknown): Promise<unknown> {
    const wrapped = this.#sealing.get(sopRunId) ?? (await readSubjectKeys(this.#db, [sopRunId]))[0]?.wrapped
    return wrapped ? { sealed: encrypt(this.#unwrap(wrapped), sopRunId, body as JsonValue) } : body
  }

  /** A kept answer as it was given; null when the data in it were erased since. */
  async openAnswer(body: JsonValue): Promise<JsonValue> {
    return isSealed(body) ? this.open(body, 'revealing') : body
  }

  /** A copy of any value with its sealed parts opened, masked when the caller may not read them, null when they are erased. */
  async open(value: JsonValue, reading: Reading): Promise<JsonValue> {
    const runs = new Set<string>()
    mapSealed(value, (sealed) => {
      runs.add(runOf(sealed))
      return ''
    })
    if (runs.size === 0) return value
    const keys = new Map((await readSubjectKeys(this.#db, [...runs])).map((row) => [row.sopRunId, row]))
    return mapSealed(value, (sealed) => {
      const { wrapped = null, state = null } = keys.get(runOf(sealed)) ?? {}
      if (wrapped === null) return null
      if (reading === false || (state === 'restricted' && reading !== 'revealing')) return masked
      return decrypt(this.#unwrap(wrapped), sealed)
    })
  }

  async #keyFor(sopRunId: string): Promise<Buffer> {
    const known = this.#sealing.get(sopRunId) ?? (await readSubjectKeys(this.#db, [sopRunId]))[0]?.wrapped
    const fresh = () => encrypt(this.#houseKey, sopRunId, randomBytes(32).toString('base64'))
    const wrapped = known ?? (await keepSubjectKey(this.#db, sopRunId, fresh()))
    if (this.#sealing.size >= 1_000) this.#sealing.clear()
    this.#sealing.set(sopRunId, wrapped)
    return this.#unwrap(wrapped)
  }

  #unwrap(wrapped: string): Buffer {
    const known = this.#keys.get(wrapped)
    if (known) return known
    const key = Buffer.from(decrypt(this.#houseKey, wrapped) as string, 'base64')
    if (this.#keys.size >= 1_000) this.#keys.clear()
    this.#keys.set(wrapped, key)
    return key
  }
}

/** Seals a text of the house's own (a robot's address) with the house key; `context` names what it belongs to. */
export function sealWithHouseKey(houseKey: Buffer, context: string, text: string): string {
  return encrypt(houseKey, context, text)
}

/** Opens what `sealWithHouseKey` sealed. Throws when the key is another or the text was changed. */
export function openWithHouseKey(houseKey: Buffer, sealed: string): string {
  return decrypt(houseKey, sealed) as string
}

/** Whether a field, or a column of it, is marked pii. */
export function isPii(field: Field): boolean {
  return field.pii === true || (field.columns ?? []).some(isPii)
}

function sealFields(fields: readonly Field[], values: JsonObject, seal: (value: JsonValue) => JsonObject): JsonObject {
  const result: JsonObject = { ...values }
  for (const field of fields) {
    const value = values[field.name]
    if (value === undefined || value === null || !isPii(field)) continue
    if (field.pii === true) result[field.name] = isSealed(value) ? value : seal(value)
    else if (Array.isArray(value))
      result[field.name] = value.map((row) => sealFields(field.columns ?? [], row as JsonObject, seal))
    else result[field.name] = sealFields(field.columns ?? [], value as JsonObject, seal)
  }
  return result
}

function isSealed(value: JsonValue): value is { sealed: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length === 1 &&
    typeof value['sealed'] === 'string'
  )
}

function mapSealed(value: JsonValue, each: (sealed: string) => JsonValue): JsonValue {
  if (typeof value === 'string') return openPersonal(value, each)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((entry) => mapSealed(entry, each))
  if (isSealed(value)) return each(value.sealed)
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, mapSealed(entry, each)]))
}

// Form of a sealed text: `1.<run>.<nonce>.<ciphertext and tag>`, the last two in base64url.
function runOf(sealed: string): string {
  return sealed.split('.')[1] ?? ''
}

function encrypt(key: Buffer, sopRunId: string, value: JsonValue): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(sopRunId))
  const bytes = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final(), cipher.getAuthTag()])
  return ['1', sopRunId, nonce.toString('base64url'), bytes.toString('base64url')].join('.')
}

function decrypt(key: Buffer, sealed: string): JsonValue {
  const [, sopRunId = '', nonce = '', text = ''] = sealed.split('.')
  const bytes = Buffer.from(text, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url')).setAAD(Buffer.from(sopRunId))
  decipher.setAuthTag(bytes.subarray(-16))
  const plain = Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8')
  return JSON.parse(plain) as JsonValue
}
