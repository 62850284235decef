import { randomUUID } from 'node:crypto'
import type { Field } from '#engine/model/form.ts'
import type { JsonObject, JsonValue } from '#engine/model/text.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** One picture as the body of an upload, sent as a browser sends it. */
export function pictureForm(name: string): { contentType: string; payload: Buffer } {
  const boundary = `b${randomUUID()}`
  const disposition = `Content-Disposition: form-data; name="file"; filename="${name}.png"`
  const head = `--${boundary}\r\n${disposition}\r\nContent-Type: image/png\r\n\r\n`
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    payload: Buffer.concat([Buffer.from(head), png, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  }
}

/** Answers in which every file named by the story is the id of one that was uploaded. */
export async function uploadAnswers(
  form: readonly Field[],
  answers: JsonObject,
  upload: (name: string) => Promise<string>,
): Promise<JsonObject> {
  const sent: JsonObject = { ...answers }
  for (const field of form) {
    const value = answers[field.name]
    if (value !== undefined) sent[field.name] = await uploadValue(field, value, upload)
  }
  return sent
}

async function uploadValue(
  field: Field,
  value: JsonValue,
  upload: (name: string) => Promise<string>,
): Promise<JsonValue> {
  if (typeof value === 'string') return field.type === 'file' ? upload(value) : value
  if (Array.isArray(value)) {
    const sent: JsonValue[] = []
    for (const entry of value) sent.push(await uploadEntry(field, entry, upload))
    return sent
  }
  return isRecord(value) && field.columns ? uploadAnswers(field.columns, value, upload) : value
}

async function uploadEntry(
  field: Field,
  entry: JsonValue,
  upload: (name: string) => Promise<string>,
): Promise<JsonValue> {
  const isFile = field.type === 'files' || field.item === 'file'
  if (isFile && typeof entry === 'string') return upload(entry)
  return isRecord(entry) && field.columns ? uploadAnswers(field.columns, entry, upload) : entry
}

function isRecord(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
