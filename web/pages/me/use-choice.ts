import { useRef, useState } from 'react'
import type { ChoiceBody, ChosenBody } from '../../api/messages.ts'
import { choiceQuery, saveChoice } from '../../api/messages.ts'
import { queryClient } from '../../api/query-client.ts'

export interface ChoiceInHand {
  choice: ChoiceBody
  /** Changes a part and saves the whole at once. */
  change: (part: Partial<ChosenBody>) => void
  state: 'calm' | 'saving' | 'saved'
  /** Why the last change was not taken; it stays as it was typed. */
  problem: unknown
  again: () => void
}

/** What one wants to be sent, saved with every change: one after the other, and only the last one counts. */
export function useChoice(kept: ChoiceBody): ChoiceInHand {
  const [choice, setChoice] = useState(kept)
  const [state, setState] = useState<ChoiceInHand['state']>('calm')
  const [problem, setProblem] = useState<unknown>(null)
  const last = useRef<ChoiceBody>(kept)
  const line = useRef<Promise<void>>(Promise.resolve())

  const save = (next: ChoiceBody): void => {
    last.current = next
    setChoice(next)
    setState('saving')
    line.current = line.current.then(() => send(next))
  }
  const send = async (next: ChoiceBody): Promise<void> => {
    if (next !== last.current) return
    const { mailAvailable: _, ...body } = next
    try {
      const taken = await saveChoice(body as ChosenBody)
      if (next !== last.current) return
      queryClient.setQueryData(choiceQuery.queryKey, taken)
      setProblem(null)
      setState('saved')
    } catch (error) {
      if (next !== last.current) return
      setProblem(error)
      setState('calm')
    }
  }
  return {
    choice,
    change: (part) => save({ ...last.current, ...part } as ChoiceBody),
    state,
    problem,
    again: () => save({ ...last.current }),
  }
}
