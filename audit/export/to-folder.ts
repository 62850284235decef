import { createHash } from 'node:crypto'
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ExportMaterial, WrittenFile } from './material.ts'
import { exportFiles } from './write-export.ts'

/** Writes an export as the folder that its zip unpacks to. */
export async function exportToFolder(material: ExportMaterial, folder: string): Promise<WrittenFile[]> {
  const written: WrittenFile[] = []
  for await (const { name, content } of exportFiles(material, written)) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    const file = openSync(path, 'w')
    const hash = createHash('sha256')
    let bytes = 0
    for await (const part of typeof content === 'string' ? [Buffer.from(content)] : content) {
      hash.update(part)
      bytes += part.length
      writeSync(file, part)
    }
    closeSync(file)
    written.push({ name, bytes, sha256: hash.digest('hex') })
  }
  return written
}
