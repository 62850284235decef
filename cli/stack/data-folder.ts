import { randomUUID } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder that holds everything one instance keeps: database, Temporal file, secrets, logs, remembered ports. */
export interface DataFolder {
  /** Absolute, with links resolved. */
  path: string
  /** Absolute path of an entry; folders above it are made. */
  entry(...parts: string[]): string
  /** A JSON entry, or null when it is missing or was cut short. */
  readJson<T>(name: string): T | null
  /** Writes a JSON entry whole or not at all; readable by its owner only. */
  writeJson(name: string, value: unknown): void
}

/**
 * Opens (and makes) a data folder.
 * @param path `ZHANGFA_HOME`, absolute or relative to the working directory.
 */
export function openDataFolder(path: string): DataFolder {
  // Others may pass through to the database's own folder, which runs under another user when we are root.
  mkdirSync(path, { recursive: true, mode: 0o755 })
  const root = realpathSync(path)
  for (const name of ['secrets', 'temporal', 'logs', 'evidence', 'cache']) {
    mkdirSync(join(root, name), { recursive: true, mode: 0o700 })
    chmodSync(join(root, name), 0o700)
  }
  const entry = (...parts: string[]): string => {
    const full = join(root, ...parts)
    mkdirSync(dirname(full), { recursive: true })
    return full
  }
  return {
    path: root,
    entry,
    readJson<T>(name: string): T | null {
      try {
        return JSON.parse(readFileSync(join(root, name), 'utf8')) as T
      } catch {
        return null
      }
    },
    writeJson(name, value) {
      const target = entry(name)
      const draft = `${target}.${randomUUID()}`
      writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
      renameSync(draft, target)
    },
  }
}
