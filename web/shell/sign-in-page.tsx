import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { SubmitEvent } from 'react'
import { useEffect, useState } from 'react'
import { roleTitles } from '#engine/model/roles.ts'
import { houseQuery } from '../api/house.ts'
import { meQuery, signIn } from '../api/me.ts'
import { Button } from '../kit/button/button.tsx'
import { Field } from '../kit/field/field.tsx'
import { TextInput } from '../kit/field/text-input.tsx'
import { ProblemNote } from '../kit/note/problem-note.tsx'
import { chooseLanguage } from '../text/texts.ts'
import { useLanguage, usePick, useText } from '../text/use-text.ts'
import './sign-in.css'

const demoPassword = 'zhangfa-demo'

/** The one page for people who have not signed in. */
export function SignInPage() {
  const t = useText('shell')
  const language = useLanguage()
  const [problem, setProblem] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const enter = useEnter()
  useEffect(() => {
    document.title = `${t('signIn.title')} · ${t('name')}`
  }, [t])

  async function attempt(email: string, password: string): Promise<void> {
    setBusy(true)
    setProblem(null)
    try {
      await enter(email, password)
    } catch (error) {
      setProblem(error)
      setBusy(false)
    }
  }

  return (
    <main className="sign-in">
      <header className="sign-in-head">
        <img src="/icon.svg" alt="" width={40} height={40} />
        <div>
          <h1>{t('name')}</h1>
          <p>{t('claim')}</p>
        </div>
        <Button tone="quiet" onPress={() => void chooseLanguage(language === 'zh' ? 'en' : 'zh')}>
          {t('switchLanguage')}
        </Button>
      </header>
      <SignInForm busy={busy} problem={problem} onSignIn={(email, password) => void attempt(email, password)} />
      <CompanySignIn />
      <DemoSignIns busy={busy} onSignIn={(email) => void attempt(email, demoPassword)} />
    </main>
  )
}

function useEnter(): (email: string, password: string) => Promise<void> {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const { next } = useSearch({ from: '/sign-in' })
  return async (email, password) => {
    const { person } = await signIn(email, password)
    queryClient.clear()
    queryClient.setQueryData(meQuery.queryKey, person)
    await navigate({ to: next ?? '/', replace: true })
  }
}

interface SignInFormProps {
  busy: boolean
  problem: unknown
  onSignIn: (email: string, password: string) => void
}

function SignInForm({ busy, problem, onSignIn }: SignInFormProps) {
  const t = useText('shell')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const missing = email.trim() === '' || password === ''
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!missing && !busy) onSignIn(email.trim(), password)
  }
  return (
    <form className="panel" onSubmit={submit} noValidate>
      <h2>{t('signIn.title')}</h2>
      <Field label={t('signIn.email')} required>
        <TextInput type="email" autoComplete="username" value={email} onChange={setEmail} />
      </Field>
      <Field label={t('signIn.password')} required>
        <TextInput type="password" autoComplete="current-password" value={password} onChange={setPassword} />
      </Field>
      {problem !== null && <ProblemNote problem={problem} />}
      <Button type="submit" tone="primary" busy={busy} refusal={missing ? t('signIn.missing') : null}>
        {t('signIn.verb')}
      </Button>
    </form>
  )
}

/** The way to the company's own sign-in, where the house has one. */
function CompanySignIn() {
  const t = useText('shell')
  const { next } = useSearch({ from: '/sign-in' })
  const has = useQuery(houseQuery).data?.companySignIn === true
  if (!has) return null
  return (
    <p className="sign-in-company">
      <a href={`/api/v1/session/company?next=${encodeURIComponent(next ?? '/')}`}>{t('signIn.company')}</a>
    </p>
  )
}

function DemoSignIns({ busy, onSignIn }: { busy: boolean; onSignIn: (email: string) => void }) {
  const t = useText('shell')
  const pick = usePick()
  const signIns = useQuery(houseQuery).data?.demoSignIns ?? []
  if (signIns.length === 0) return null
  const title = (role: string): string => {
    const text = roleTitles[role]
    return text ? pick(text) : role
  }
  return (
    <section className="panel" aria-labelledby="demo-sign-ins">
      <h2 id="demo-sign-ins">{t('signIn.demo')}</h2>
      <p className="sign-in-hint">{t('signIn.demoHint', { password: demoPassword })}</p>
      <ul className="demo-sign-ins">
        {signIns.map(({ email, roles }) => (
          <li key={email}>
            <Button busy={busy} onPress={() => onSignIn(email)}>
              <span>{email.startsWith('outsider@') ? t('signIn.outsider') : roles.map(title).join(' · ')}</span>
              <small>{email.split('@')[0]}</small>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
