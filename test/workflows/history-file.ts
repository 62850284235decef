import { readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Client } from '@temporalio/client'

export type History = Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>

/** Keeps a history as gzipped JSON, bytes as base64. */
export function writeHistory(path: string, history: History): void {
  writeFileSync(path, gzipSync(JSON.stringify(withTexts(history)), { level: 9 }))
}

/** Reads what `writeHistory` kept. */
export function readHistory(path: string): History {
  const revive = (_key: string, value: unknown): unknown =>
    isBytes(value) ? Buffer.from(value.base64, 'base64') : value
  return JSON.parse(gunzipSync(readFileSync(path)).toString(), revive) as History
}

function withTexts(value: unknown): unknown {
  if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString('base64') }
  if (Array.isArray(value)) return value.map(withTexts)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withTexts(member)]))
}

function isBytes(value: unknown): value is { base64: string } {
  return typeof value === 'object' && value !== null && 'base64' in value
}
