import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { problemOf } from '../api/api-problem.ts'
import { signOut } from '../api/me.ts'
import { problemWords } from '../kit/note/problem-note.tsx'
import { tell } from '../kit/toast/toasts.ts'

/** Ends the session here and in the house, and forgets what was read under it. */
export function useSignOut(): () => void {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  return useCallback(() => {
    const leave = async (): Promise<void> => {
      try {
        await signOut()
      } catch (error) {
        const problem = problemOf(error)
        // A session that is gone already is what was wanted.
        if (problem.status !== 401) return tell({ tone: 'bad', text: problemWords(problem) })
      }
      await navigate({ to: '/sign-in' })
      queryClient.clear()
    }
    void leave()
  }, [queryClient, navigate])
}
