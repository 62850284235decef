import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApiTokenBody } from '../../api/rights.ts'
import { endToken, makeToken, tokensQuery } from '../../api/rights.ts'
import { Button } from '../../kit/button/button.tsx'
import { Field } from '../../kit/field/field.tsx'
import { NumberInput } from '../../kit/field/number-input.tsx'
import { TextInput } from '../../kit/field/text-input.tsx'
import { Toggle } from '../../kit/field/toggle.tsx'
import { Skeleton } from '../../kit/loading/loading.tsx'
import { ProblemNote } from '../../kit/note/problem-note.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import type { Column } from '../../kit/table/data-table.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import { useText } from '../../text/use-text.ts'
import { useAct } from '../admin/use-act.ts'
import { useRightWords } from './right-words.ts'

/** Keys the reader has given to programs, and the way to make and end them. */
export function Tokens() {
  const t = useText('me')
  const words = useRightWords()
  const { data, error, refetch } = useQuery(tokensQuery)
  const { act, problem, busy } = useAct('tokens')
  const columns: Column<ApiTokenBody>[] = [
    { id: 'name', head: t('token.name'), leads: true, cell: ({ name }) => name },
    { id: 'start', head: t('token.start'), cell: ({ shownStart }) => <code>{shownStart}…</code> },
    { id: 'for', head: t('token.for'), cell: ({ scopes }) => scopes.map(words).join(' · ') },
    { id: 'until', head: t('token.until'), cell: ({ expiresAt }) => <TimeText at={expiresAt} as="clock" /> },
    {
      id: 'used',
      head: t('token.used'),
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? t('token.never') : <TimeText at={lastUsedAt} as="clock" />),
    },
    {
      id: 'end',
      head: t('token.end'),
      cell: ({ id }) => (
        <Button busy={busy} onPress={() => void act(() => endToken(id))}>
          {t('token.end')}
        </Button>
      ),
    },
  ]
  return (
    <Panel title={t('token.title')}>
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={2} />}
      {data?.items.length === 0 && <p>{t('token.none')}</p>}
      {data && data.items.length > 0 && (
        <DataTable label={t('token.title')} columns={columns} rows={data.items} keyOf={({ id }) => id} />
      )}
      {problem !== null && <ProblemNote problem={problem} />}
      {data && <NewToken scopes={data.scopes} />}
    </Panel>
  )
}

function NewToken({ scopes }: { scopes: readonly string[] }) {
  const t = useText('me')
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [days, setDays] = useState<number | null>(90)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [told, setTold] = useState<string | null>(null)
  const { act, problem, busy } = useAct('tokens')
  const refusal = name.trim() === '' || chosen.length === 0 || days === null ? t('token.fill') : null
  const make = async (): Promise<void> => {
    const done = await act(async () => {
      const { token } = await makeToken({ name, scopes: [...chosen], days: days ?? 90 })
      setTold(token)
    })
    if (done) setOpen(false)
  }
  return (
    <>
      {told !== null && (
        <p role="status">
          {t('token.told')} <code className="me-key">{told}</code>
        </p>
      )}
      <Button expanded={open} onPress={() => setOpen(!open)}>
        {t('token.make')}
      </Button>
      {open && (
        <form
          className="me-token"
          onSubmit={(event) => {
            event.preventDefault()
            if (refusal === null) void make()
          }}
        >
          <Field label={t('token.name')} required>
            <TextInput value={name} onChange={setName} />
          </Field>
          <Field label={t('token.days')}>
            <NumberInput value={days} onChange={setDays} />
          </Field>
          <Scopes scopes={scopes} chosen={chosen} onChoose={setChosen} />
          <Button type="submit" tone="primary" busy={busy} refusal={refusal}>
            {t('token.make')}
          </Button>
          {problem !== null && <ProblemNote problem={problem} />}
        </form>
      )}
    </>
  )
}

interface ScopesProps {
  scopes: readonly string[]
  chosen: readonly string[]
  onChoose: (chosen: readonly string[]) => void
}

function Scopes({ scopes, chosen, onChoose }: ScopesProps) {
  const t = useText('me')
  const words = useRightWords()
  return (
    <fieldset className="me-scopes">
      <legend>{t('token.for')}</legend>
      {scopes.map((scope) => (
        <Toggle
          key={scope}
          value={chosen.includes(scope)}
          onChange={(on) => onChoose(on ? [...chosen, scope] : chosen.filter((one) => one !== scope))}
        >
          {words(scope)}
        </Toggle>
      ))}
    </fieldset>
  )
}
