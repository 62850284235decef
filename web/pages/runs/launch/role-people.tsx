import { useQuery } from '@tanstack/react-query'
import { roleTitles } from '#engine/model/roles.ts'
import { storePeopleQuery } from '../../../api/store-people.ts'
import { Field } from '../../../kit/field/field.tsx'
import { Select } from '../../../kit/field/select.tsx'
import { Skeleton } from '../../../kit/loading/loading.tsx'
import { Note } from '../../../kit/note/note.tsx'
import { ProblemNote } from '../../../kit/note/problem-note.tsx'
import { Panel } from '../../../kit/page/panel.tsx'
import { usePick, useText } from '../../../text/use-text.ts'

export interface RolePeopleProps {
  storeId: string
  storeName: string
  roles: readonly string[]
  chosen: Record<string, string[]>
  onChange: (chosen: Record<string, string[]>) => void
}

const anyone = 'anyone'

/** Who does which post in one store: somebody by name, or whoever holds it. */
export function RolePeople({ storeId, storeName, roles, chosen, onChange }: RolePeopleProps) {
  const t = useText('launch')
  const pick = usePick()
  const people = useQuery(storePeopleQuery(storeId))
  if (people.isPending) return <Skeleton rows={2} />
  if (people.isError) return <ProblemNote problem={people.error} onRetry={() => void people.refetch()} />
  const holders = (role: string) => people.data.items.filter((person) => person.roles.includes(role))
  const set = (role: string, personId: string) => {
    const { [role]: _old, ...rest } = chosen
    onChange(personId === anyone ? rest : { ...rest, [role]: [personId] })
  }
  const empty = roles.filter((role) => holders(role).length === 0)
  const title = (role: string) => pick(roleTitles[role] ?? { zh: role, en: role })
  return (
    <Panel title={t('peopleOf', { store: storeName })}>
      {empty.length > 0 && <Note tone="warn">{t('unfilled', { roles: empty.map(title).join('、') })}</Note>}
      <div className="launch-roles">
        {roles
          .filter((role) => !empty.includes(role))
          .map((role) => (
            <Field key={role} label={title(role)}>
              <Select
                value={chosen[role]?.[0] ?? anyone}
                onChange={(personId) => set(role, personId)}
                choices={[
                  { value: anyone, label: t('anyone', { count: holders(role).length }) },
                  ...holders(role).map((person) => ({
                    value: person.personId,
                    label: t('holder', { name: person.name, open: person.openTasks }),
                  })),
                ]}
              />
            </Field>
          ))}
      </div>
    </Panel>
  )
}
