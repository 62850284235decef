import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { SubmitEvent } from 'react'
import { useState } from 'react'
import { enterHouse, meQuery } from '../api/me.ts'
import { Button } from '../kit/button/button.tsx'
import { Field } from '../kit/field/field.tsx'
import { TextInput } from '../kit/field/text-input.tsx'
import { ProblemNote } from '../kit/note/problem-note.tsx'
import { useText } from '../text/use-text.ts'
import './sign-in.css'

const fields = ['storeId', 'storeName', 'name', 'email', 'password'] as const
const shortest = 10

/** Behind the link of a new house: the first person, who administers its first store. */
export function FirstRunPage() {
  const t = useText('shell')
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [given, setGiven] = useState({ storeId: '', storeName: '', name: '', email: '', password: '' })
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const missing = fields.some((field) => given[field].trim() === '') || given.password.length < shortest
  const enter = async (): Promise<void> => {
    setBusy(true)
    try {
      const { person } = await enterHouse({ token: location.hash.slice(1), ...given })
      queryClient.clear()
      queryClient.setQueryData(meQuery.queryKey, person)
      await navigate({ to: '/admin', replace: true })
    } catch (error) {
      setProblem(error)
      setBusy(false)
    }
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (!missing && !busy) void enter()
  }
  return (
    <main className="sign-in">
      <header className="sign-in-head">
        <div>
          <h1>{t('firstRun.title')}</h1>
          <p>{t('firstRun.text')}</p>
        </div>
      </header>
      <form className="panel" onSubmit={submit} noValidate>
        {fields.map((field) => (
          <Field key={field} label={t(`firstRun.${field}`)} required>
            <TextInput
              type={field === 'password' ? 'password' : 'text'}
              value={given[field]}
              onChange={(value) => setGiven({ ...given, [field]: value })}
            />
          </Field>
        ))}
        {problem !== null && <ProblemNote problem={problem} />}
        <Button type="submit" tone="primary" busy={busy} refusal={missing ? t('firstRun.missing') : null}>
          {t('firstRun.verb')}
        </Button>
      </form>
    </main>
  )
}
