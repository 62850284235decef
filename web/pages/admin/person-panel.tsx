import { useState } from 'react'
import { roleTitles } from '#engine/model/roles.ts'
import type { PostBody, StaffBody } from '../../api/admin.ts'
import { barPerson, endPost, grantPost } from '../../api/admin.ts'
import { queryClient } from '../../api/query-client.ts'
import { useMe } from '../../api/me.ts'
import { Button } from '../../kit/button/button.tsx'
import { ConfirmWithReason } from '../../kit/dialog/confirm-with-reason.tsx'
import { InstantInput } from '../../kit/field/date-input.tsx'
import { Field } from '../../kit/field/field.tsx'
import { Select } from '../../kit/field/select.tsx'
import { Panel } from '../../kit/page/panel.tsx'
import type { Column } from '../../kit/table/data-table.tsx'
import { DataTable } from '../../kit/table/data-table.tsx'
import { Tag } from '../../kit/tag/tag.tsx'
import { TimeText } from '../../kit/time/time-text.tsx'
import { PersonName } from '../../kit/values/values.tsx'
import { usePick, useText } from '../../text/use-text.ts'

type Sheet = { kind: 'grant' } | { kind: 'bar' } | { kind: 'end'; post: PostBody } | null

/** One person: their posts and what may be done about them. */
export function PersonPanel({ person }: { person: StaffBody }) {
  const t = useText('admin')
  const [sheet, setSheet] = useState<Sheet>(null)
  const [whole, setWhole] = useState(false)
  const own = useMe().id === person.id ? t('people.own') : null
  const barred = person.disabledAt === null ? null : t('people.isBarred')
  const close = () => setSheet(null)
  return (
    <Panel
      title={person.name}
      aside={
        <div className="admin-acts">
          {barred !== null && <Tag tone="bad">{t('people.barred')}</Tag>}
          <Button refusal={own ?? barred} onPress={() => setSheet({ kind: 'grant' })}>
            {t('people.grant')}
          </Button>
          <Button refusal={own ?? barred} onPress={() => setSheet({ kind: 'bar' })}>
            {t('people.bar')}
          </Button>
        </div>
      }
    >
      <PostsNow person={person} />
      <div className="admin-acts">
        <Button expanded={whole} onPress={() => setWhole(!whole)}>
          {t('people.details', { count: person.posts.length })}
        </Button>
      </div>
      {whole && <Posts person={person} refusal={own} onEnd={(post) => setSheet({ kind: 'end', post })} />}
      {sheet?.kind === 'grant' && <GrantSheet person={person} onClose={close} />}
      {sheet?.kind === 'bar' && (
        <ConfirmWithReason
          title={t('people.barTitle', { name: person.name })}
          verb={t('people.bar')}
          tone="danger"
          isOpen
          onClose={close}
          onConfirm={(reason) => done(barPerson(person.id, reason))}
        >
          <p>{t('people.barText')}</p>
        </ConfirmWithReason>
      )}
      {sheet?.kind === 'end' && (
        <ConfirmWithReason
          title={t('people.endTitle')}
          verb={t('people.end')}
          tone="danger"
          isOpen
          onClose={close}
          onConfirm={(reason) => done(endPost(sheet.post.id, reason))}
        >
          <p>{t('people.endText')}</p>
        </ConfirmWithReason>
      )}
    </Panel>
  )
}

/** Address and the posts held at this moment. */
function PostsNow({ person }: { person: StaffBody }) {
  const pick = usePick()
  const roles = new Set(person.posts.filter((post) => !isOver(post)).map(({ role }) => role))
  return (
    <p>
      {person.email}{' '}
      {[...roles].map((role) => (
        <Tag key={role}>{pick(roleTitles[role] ?? { zh: role, en: role })}</Tag>
      ))}
    </p>
  )
}

async function done(sent: Promise<unknown>): Promise<void> {
  await sent
  await queryClient.invalidateQueries({ queryKey: ['admin'] })
}

interface PostsProps {
  person: StaffBody
  refusal: string | null
  onEnd: (post: PostBody) => void
}

function Posts({ person, refusal, onEnd }: PostsProps) {
  const t = useText('admin')
  const pick = usePick()
  if (person.posts.length === 0) return <p>{t('people.noPosts')}</p>
  const columns: Column<PostBody>[] = [
    {
      id: 'role',
      head: t('people.role'),
      leads: true,
      cell: ({ role }) => pick(roleTitles[role] ?? { zh: role, en: role }),
    },
    { id: 'store', head: t('people.store'), cell: ({ storeName }) => storeName },
    { id: 'from', head: t('people.from'), cell: ({ fromAt }) => <TimeText at={fromAt} as="clock" /> },
    {
      id: 'to',
      head: t('people.to'),
      cell: ({ toAt }) => (toAt === null ? t('people.open') : <TimeText at={toAt} as="clock" />),
    },
    {
      id: 'by',
      head: t('people.grantedBy'),
      cell: ({ grantedBy, grantedByName }) => <PersonName name={grantedByName} id={grantedBy} />,
    },
    {
      id: 'end',
      head: t('people.end'),
      cell: (post) => (
        <Button refusal={refusal ?? (isOver(post) ? t('people.isOver') : null)} onPress={() => onEnd(post)}>
          {t('people.end')}
        </Button>
      ),
    },
  ]
  return (
    <DataTable
      label={t('people.posts', { name: person.name })}
      columns={columns}
      rows={person.posts}
      keyOf={({ id }) => id}
    />
  )
}

function isOver({ toAt }: PostBody): boolean {
  return toAt !== null && Date.parse(toAt) <= Date.now()
}

function GrantSheet({ person, onClose }: { person: StaffBody; onClose: () => void }) {
  const t = useText('admin')
  const pick = usePick()
  const { stores } = useMe()
  const mine = stores.filter(({ roles }) => roles.includes('admin'))
  const [role, setRole] = useState('cs-agent')
  const [storeId, setStoreId] = useState(mine[0]?.storeId ?? '')
  const [fromAt, setFromAt] = useState<string | null>(null)
  const [toAt, setToAt] = useState<string | null>(null)
  const times = { ...(fromAt === null ? {} : { fromAt }), ...(toAt === null ? {} : { toAt }) }
  return (
    <ConfirmWithReason
      title={t('people.grantTitle', { name: person.name })}
      verb={t('people.grant')}
      isOpen
      onClose={onClose}
      onConfirm={(reason) => done(grantPost({ personId: person.id, role, storeId, reason, ...times }))}
    >
      <Field label={t('people.role')}>
        <Select
          value={role}
          onChange={setRole}
          choices={Object.entries(roleTitles).map(([value, title]) => ({ value, label: pick(title) }))}
        />
      </Field>
      <Field label={t('people.store')}>
        <Select
          value={storeId}
          onChange={setStoreId}
          choices={mine.map((store) => ({ value: store.storeId, label: store.storeName }))}
        />
      </Field>
      <Field label={t('people.from')} hint={t('people.fromHint')}>
        <InstantInput value={fromAt} onChange={setFromAt} />
      </Field>
      <Field label={t('people.to')} hint={t('people.toHint')}>
        <InstantInput value={toAt} onChange={setToAt} />
      </Field>
    </ConfirmWithReason>
  )
}
