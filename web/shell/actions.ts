import { useEffect, useSyncExternalStore } from 'react'

/** Something a page can do, reachable by the palette and by keys. */
export interface Action {
  id: string
  label: string
  /** As in `a`, `mod+enter`, or one after another: `g i`. */
  keys?: string
  run: () => void
  /** Why it cannot be done now. */
  refusal?: string | null
  /** Also while somebody types in a field; only for keys with `mod`. */
  whileTyping?: boolean
}

let registered: readonly (readonly Action[])[] = []
let flat: readonly Action[] = []
const listeners = new Set<() => void>()

function change(next: typeof registered): void {
  registered = next
  flat = next.flat()
  for (const listener of listeners) listener()
}

/** Offers actions while the calling component is shown; the newest page's keys win. */
export function useActions(actions: readonly Action[]): void {
  useEffect(() => {
    change([...registered, actions])
    return () => change(registered.filter((group) => group !== actions))
  }, [actions])
}

/** Everything that can be done now, older first. */
export function useAllActions(): readonly Action[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => flat,
  )
}

/** The same, outside of drawing. */
export function allActions(): readonly Action[] {
  return flat
}
