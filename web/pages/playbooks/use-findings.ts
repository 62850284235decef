import { useEffect, useState } from 'react'
import type { Report } from '../../api/definitions.ts'
import { checkText } from '../../api/definitions.ts'

const restMs = 500

interface Checked {
  report: Report | null
  /** What kept the text from being read at all. */
  problem: unknown
  checking: boolean
}

/** What is wrong in a text, asked for half a second after the last key. */
export function useFindings(yaml: string): Checked {
  const [checked, setChecked] = useState<{ yaml: string; report: Report | null; problem: unknown } | null>(null)
  useEffect(() => {
    const stop = new AbortController()
    const timer = setTimeout(() => {
      checkText(yaml, stop.signal).then(
        (report) => setChecked({ yaml, report, problem: null }),
        (problem: unknown) => {
          if (!stop.signal.aborted) setChecked({ yaml, report: null, problem })
        },
      )
    }, restMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [yaml])
  return { report: checked?.report ?? null, problem: checked?.problem ?? null, checking: checked?.yaml !== yaml }
}
