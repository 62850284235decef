import { createServer } from 'node:net'
import type { DataFolder } from './data-folder.ts'

const rememberedIn = 'ports.json'

/** Asks the system for a free TCP port on the loopback address. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}

/** Whether a port can be listened on at `host` right now. */
export function isPortFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, host, () => probe.close(() => resolve(true)))
  })
}

/**
 * The port a server had last time if it is still free, else a fresh one, which is remembered.
 * @param name the server's name in the data folder's `ports.json`.
 */
export async function rememberedPort(folder: DataFolder, name: string): Promise<number> {
  const known = folder.readJson<Record<string, number>>(rememberedIn)?.[name]
  if (known !== undefined && (await isPortFree(known, '127.0.0.1'))) return known
  const port = await freePort()
  rememberPort(folder, name, port)
  return port
}

/** Writes down which port a server of this data folder listens on. */
export function rememberPort(folder: DataFolder, name: string, port: number): void {
  const ports = folder.readJson<Record<string, number>>(rememberedIn) ?? {}
  folder.writeJson(rememberedIn, { ...ports, [name]: port })
}
