/** A line that is shown for a while and read out politely. */
export interface Toast {
  id: number
  tone: 'good' | 'info' | 'bad'
  text: string
  /** One act that goes with it, such as taking it back. */
  act?: { label: string; run: () => void }
}

const longestMs = 6_000
const mostAtOnce = 3

let toasts: readonly Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

/** Says one line to the person at the page. Problems that block go beside their cause, not here. */
export function tell(toast: Omit<Toast, 'id'>): void {
  lastId += 1
  const id = lastId
  change([...toasts.filter(({ text }) => text !== toast.text).slice(1 - mostAtOnce), { ...toast, id }])
  setTimeout(() => dismiss(id), toast.act ? longestMs * 2 : longestMs)
}

export function dismiss(id: number): void {
  change(toasts.filter((toast) => toast.id !== id))
}

export function shownToasts(): readonly Toast[] {
  return toasts
}

export function onToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function change(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}
