import { useEffect } from 'react'

/** A scanner types faster than anybody, and most end with Enter. */
const mostBetweenMs = 50
const leastLength = 6
const replayed = new WeakSet<Event>()

interface Burst {
  code: string
  lastAt: number
  /** Keys held back until it is clear that a person pressed them. */
  held: { target: EventTarget; init: KeyboardEventInit }[]
  timer: ReturnType<typeof setTimeout> | undefined
  /** A field that took the keys, with what stood in it before them. */
  field: { input: HTMLInputElement | HTMLTextAreaElement; before: string } | null
}

/**
 * Hears a hand scanner anywhere on the page, wherever the focus is. Outside of fields a key is held back for a moment, so that
 * the letters of a waybill choose no grade; a field that the scanner typed into gets back what stood in it.
 */
export function useScanner(onCode: (code: string) => void): void {
  useEffect(() => {
    const burst: Burst = { code: '', lastAt: 0, held: [], timer: undefined, field: null }
    const onKey = (event: KeyboardEvent): void => hear(event, burst, onCode)
    document.addEventListener('keydown', onKey, true)
    return () => {
      clearTimeout(burst.timer)
      document.removeEventListener('keydown', onKey, true)
    }
  }, [onCode])
}

function hear(event: KeyboardEvent, burst: Burst, onCode: (code: string) => void): void {
  if (replayed.has(event) || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.timeStamp - burst.lastAt > mostBetweenMs) begin(event, burst)
  if (event.key === 'Enter' && burst.code.length >= leastLength) {
    stop(event)
    return finish(burst, onCode)
  }
  if (!/^[A-Za-z0-9-]$/.test(event.key)) return
  burst.code += event.key
  burst.lastAt = event.timeStamp
  if (takesText(event.target) || event.target instanceof HTMLSelectElement || event.target === null) return
  stop(event)
  burst.held.push({ target: event.target, init: { key: event.key, code: event.code, shiftKey: event.shiftKey } })
  clearTimeout(burst.timer)
  burst.timer = setTimeout(() => {
    // A scanner without Enter at its end.
    if (burst.code.length >= leastLength) finish(burst, onCode)
    else release(burst)
  }, mostBetweenMs + 10)
}

function begin(event: KeyboardEvent, burst: Burst): void {
  release(burst)
  burst.code = ''
  burst.field = takesText(event.target) ? { input: event.target, before: event.target.value } : null
}

function finish(burst: Burst, onCode: (code: string) => void): void {
  clearTimeout(burst.timer)
  const { code, field } = burst
  burst.held = []
  burst.code = ''
  if (field !== null && field.input.closest('.scan-bar') === null) putBack(field.input, field.before)
  onCode(code)
}

/** A person pressed them after all. */
function release(burst: Burst): void {
  clearTimeout(burst.timer)
  const held = burst.held
  burst.held = []
  for (const { target, init } of held) {
    const event = new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true })
    replayed.add(event)
    target.dispatchEvent(event)
  }
}

function putBack(input: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  const kind = input instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement
  // React hears only of values that the element's own setter has put there.
  Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(input, value)
  input.dispatchEvent(new Event('input', { bubbles: true }))
}

function stop(event: KeyboardEvent): void {
  event.preventDefault()
  event.stopImmediatePropagation()
}

/** Whether keys become text there. */
export function takesText(target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement {
  if (target instanceof HTMLTextAreaElement) return true
  return target instanceof HTMLInputElement && !/^(radio|checkbox|file|button|submit)$/.test(target.type)
}
