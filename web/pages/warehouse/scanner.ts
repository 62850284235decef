import { useEffect } from 'react'

/** A scanner types faster than anybody, and ends with Enter. */
const mostBetweenMs = 35
const leastLength = 6

/** Hears a hand scanner anywhere on the page, wherever the focus is. */
export function useScanner(onCode: (code: string) => void): void {
  useEffect(() => {
    let code = ''
    let lastAt = 0
    const onKey = (event: KeyboardEvent): void => {
      const now = event.timeStamp
      if (now - lastAt > mostBetweenMs) code = ''
      lastAt = now
      if (event.key === 'Enter' && code.length >= leastLength) {
        event.preventDefault()
        onCode(code)
        code = ''
      } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) code += event.key
    }
    document.addEventListener('keydown', onKey, true)
    return () => document.removeEventListener('keydown', onKey, true)
  }, [onCode])
}
