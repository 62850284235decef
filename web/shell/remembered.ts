import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
window.addEventListener('storage', announce)

function announce(): void {
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** A choice that this browser remembers, the same in every tab. null = none was made. */
export function useRemembered(name: string): [string | null, (value: string | null) => void] {
  const key = `zhangfa.${name}`
  const value = useSyncExternalStore(listen, () => localStorage.getItem(key))
  return [
    value,
    (next) => {
      if (next === null) localStorage.removeItem(key)
      else localStorage.setItem(key, next)
      announce()
    },
  ]
}
