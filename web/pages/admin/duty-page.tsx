import { useState } from 'react'
import { useMe } from '../../api/me.ts'
import { Field } from '../../kit/field/field.tsx'
import { Select } from '../../kit/field/select.tsx'
import { Page } from '../../kit/page/page.tsx'
import { useText } from '../../text/use-text.ts'
import { AbsencesPanel } from './absences-panel.tsx'
import { AdminPlaces } from './admin-places.tsx'
import { usePeopleOf } from './people-of.ts'
import { ShiftsPanel } from './shifts-panel.tsx'
import './admin.css'

/** Who is away, who stands in, and who is on duty in a store. */
export function DutyPage() {
  const t = useText('admin')
  const { stores } = useMe()
  const [storeId, setStoreId] = useState(stores[0]?.storeId ?? '')
  const people = usePeopleOf(storeId)
  return (
    <Page title={t('duty.title')} actions={<AdminPlaces />}>
      <Field label={t('people.store')}>
        <Select
          value={storeId}
          onChange={setStoreId}
          choices={stores.map((store) => ({ value: store.storeId, label: store.storeName }))}
        />
      </Field>
      <AbsencesPanel storeId={storeId} people={people} />
      <ShiftsPanel storeId={storeId} people={people} />
    </Page>
  )
}
