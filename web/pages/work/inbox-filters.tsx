import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { roleTitles } from '#engine/model/roles.ts'
import { rolesOf, useMe } from '../../api/me.ts'
import { sopsQuery } from '../../api/sops.ts'
import { Select } from '../../kit/field/select.tsx'
import { Toggle } from '../../kit/field/toggle.tsx'
import { usePick, useText } from '../../text/use-text.ts'
import type { InboxSearch } from './inbox-search.ts'

const any = 'any'

/** Narrows the inbox; every choice is part of the address. The store is chosen in the bar above. */
export function InboxFilters({ search }: { search: InboxSearch }) {
  const t = useText('work')
  const pick = usePick()
  const navigate = useNavigate()
  const roles = [...rolesOf(useMe())]
  const sops = useQuery(sopsQuery).data?.items ?? []
  const go = (next: InboxSearch): void => void navigate({ to: '/inbox', search: next })
  const { role: _role, ...withoutRole } = search
  const { sop: _sop, ...withoutSop } = search
  const { overdue: _overdue, ...withoutOverdue } = search
  return (
    <div className="inbox-filters">
      {roles.length > 1 && (
        <Select
          label={t('inbox.role')}
          value={search.role ?? any}
          choices={[
            { value: any, label: t('inbox.anyRole') },
            ...roles.map((role) => ({ value: role, label: pick(roleTitles[role] ?? { zh: role, en: role }) })),
          ]}
          onChange={(role) => go(role === any ? withoutRole : { ...search, role })}
        />
      )}
      <Select
        label={t('inbox.playbook')}
        value={search.sop ?? any}
        choices={[
          { value: any, label: t('inbox.anyPlaybook') },
          ...sops.map(({ id, title }) => ({ value: id, label: pick(title) })),
        ]}
        onChange={(sop) => go(sop === any ? withoutSop : { ...search, sop })}
      />
      <Toggle value={search.overdue === true} onChange={(on) => go(on ? { ...search, overdue: true } : withoutOverdue)}>
        {t('inbox.overdue')}
      </Toggle>
    </div>
  )
}
