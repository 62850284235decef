const name = 'zhangfa-waiting'
const version = 1

export type Shelf = 'acts' | 'files'

let opened: Promise<IDBDatabase> | null = null

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version)
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore('acts', { keyPath: 'key' })
      request.result.createObjectStore('files', { keyPath: 'id' })
    })
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')))
  })
  return opened
}

function done<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')))
  })
}

const shelf = async (of: Shelf, mode: IDBTransactionMode): Promise<IDBObjectStore> =>
  (await open()).transaction(of, mode).objectStore(of)

/** Keeps something on this device, past a reload, until it is dropped. */
export async function keep(of: Shelf, value: object): Promise<void> {
  await done((await shelf(of, 'readwrite')).put(value))
}

export async function drop(of: Shelf, id: string): Promise<void> {
  await done((await shelf(of, 'readwrite')).delete(id))
}

export async function kept<Value>(of: Shelf): Promise<Value[]> {
  return done((await shelf(of, 'readonly')).getAll() as IDBRequest<Value[]>)
}

export async function keptOne<Value>(of: Shelf, id: string): Promise<Value | undefined> {
  return done((await shelf(of, 'readonly')).get(id) as IDBRequest<Value | undefined>)
}
