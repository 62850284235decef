import { useNavigate } from '@tanstack/react-router'
import type { SubmitEvent } from 'react'
import { useEffect, useRef, useState } from 'react'
import type { SignInReason } from '../api/lost-session.ts'
import { onLostSession } from '../api/lost-session.ts'
import { signIn, useMe } from '../api/me.ts'
import { Button } from '../kit/button/button.tsx'
import { Dialog } from '../kit/dialog/dialog.tsx'
import { Field } from '../kit/field/field.tsx'
import { TextInput } from '../kit/field/text-input.tsx'
import { ProblemNote } from '../kit/note/problem-note.tsx'
import { useText } from '../text/use-text.ts'

/**
 * Over the page when its session has ended, or when an act about money wants the password: whoever signs in again goes on with
 * what was typed, nothing is sent twice.
 */
export function SignInAgain() {
  const t = useText('shell')
  const navigate = useNavigate()
  const answer = useRef<((signedIn: boolean) => void) | null>(null)
  const [why, setWhy] = useState<SignInReason | null>(null)
  useEffect(
    () =>
      onLostSession(
        (reason) =>
          new Promise((resolve) => {
            answer.current = resolve
            setWhy(reason)
          }),
      ),
    [],
  )
  const settle = (signedIn: boolean): void => {
    setWhy(null)
    answer.current?.(signedIn)
    answer.current = null
    if (!signedIn && why === 'ended')
      void navigate({ to: '/sign-in', search: { next: location.pathname + location.search } })
  }
  return (
    <Dialog title={t(`signInAgain.${why ?? 'ended'}.title`)} isOpen={why !== null} onClose={() => settle(false)} keep>
      <PasswordForm why={why ?? 'ended'} onSignedIn={() => settle(true)} />
    </Dialog>
  )
}

function PasswordForm({ why, onSignedIn }: { why: SignInReason; onSignedIn: () => void }) {
  const t = useText('shell')
  const { email } = useMe()
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const attempt = async (): Promise<void> => {
    setBusy(true)
    try {
      await signIn(email, password)
      onSignedIn()
    } catch (error) {
      setProblem(error)
      setBusy(false)
    }
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (password !== '' && !busy) void attempt()
  }
  return (
    <form onSubmit={submit} noValidate>
      <p>{t(`signInAgain.${why}.text`, { email })}</p>
      <Field label={t('signIn.password')} required>
        <TextInput type="password" autoComplete="current-password" value={password} onChange={setPassword} autoFocus />
      </Field>
      {problem !== null && <ProblemNote problem={problem} />}
      <Button type="submit" tone="primary" busy={busy} refusal={password === '' ? t('signIn.missing') : null}>
        {t('signIn.verb')}
      </Button>
    </form>
  )
}
