import type { DataFolder } from './data-folder.ts'

/** Where the parts of a running instance are, for the commands that speak to it from another terminal. */
export interface Instance {
  /** The API's address. */
  address: string
  database: { ownerUrl: string; workerUrl: string; apiUrl: string }
  temporal: { address: string; namespace: string }
}

const keptIn = 'secrets/instance.json'

/** Writes down where everything is; addresses hold passwords, so it lies with the secrets. */
export function noteInstance(folder: DataFolder, instance: Instance): void {
  folder.writeJson(keptIn, instance)
}

/** Where everything was at the last start of this data folder; null before the first. */
export function knownInstance(folder: DataFolder): Instance | null {
  return folder.readJson<Instance>(keptIn)
}
