import type { ErrorComponentProps } from '@tanstack/react-router'
import { useRouter } from '@tanstack/react-router'
import { ProblemNote } from '../kit/note/problem-note.tsx'
import { Page } from '../kit/page/page.tsx'
import { useText } from '../text/use-text.ts'

/** Where a page could not be shown: the rest of the house still stands. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  const t = useText('shell')
  const router = useRouter()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  return (
    <Page title={t('failed.title')}>
      <ProblemNote problem={error} onRetry={retry} />
    </Page>
  )
}
