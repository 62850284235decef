import { useState } from 'react'
import type { JsonObject } from '#engine/model/text.ts'
import { newKey } from '../../../api/ask.ts'
import type { LaunchAsked, RehearsalBody } from '../../../api/launching.ts'
import { rehearse } from '../../../api/launching.ts'
import { useMe } from '../../../api/me.ts'
import type { SopBody } from '../../../api/sops.ts'
import { useStore } from '../../../shell/store-choice.ts'
import type { LaunchSearch } from '../search.ts'

type Roles = Record<string, string[]>
/** What the rehearsal said of each store. */
export type Plans = Record<string, RehearsalBody | { problem: unknown }>

/** A launch as it is being filled in: stores, form, people per store, and the plans once they were asked for. */
export function useLaunch(sop: SopBody, search: LaunchSearch) {
  const { stores } = useMe()
  const chosen = useStore().storeId
  const able = stores.filter(({ storeId }) => sop.mayStartIn.includes(storeId))
  const ableIds = able.map(({ storeId }) => storeId)
  const [storeIds, setStoreIds] = useState(() => firstStores(search, chosen, ableIds))
  const [inputs, setInputs] = useState<JsonObject>(() => ({ ...unticked(sop), ...readInputs(search.inputs) }))
  const [roles, setRoles] = useState<Record<string, Roles>>({})
  const [plans, setPlans] = useState<Plans | null>(null)
  const [busy, setBusy] = useState(false)
  const [keys] = useState(() => Object.fromEntries(ableIds.map((storeId) => [storeId, newKey()])))
  const asked = (storeId: string): LaunchAsked => ({
    sopId: sop.id,
    version: sop.version,
    storeId,
    inputs,
    ...(Object.keys(roles[storeId] ?? {}).length > 0 ? { roles: roles[storeId] } : {}),
  })
  const preview = async () => {
    setBusy(true)
    const found = await Promise.all(
      storeIds.map(async (id) => [id, await rehearse(asked(id)).catch((problem: unknown) => ({ problem }))] as const),
    )
    setPlans(Object.fromEntries(found))
    setBusy(false)
  }
  // Whatever is changed makes the plan that is shown another's.
  const anew =
    <Value>(set: (value: Value) => void) =>
    (value: Value) => {
      set(value)
      setPlans(null)
    }
  return {
    ...{ able, storeIds, inputs, roles, plans, busy, keys, asked, preview },
    nameOf: (storeId: string) => stores.find((store) => store.storeId === storeId)?.storeName ?? storeId,
    setStoreIds: anew(setStoreIds),
    setInputs: anew(setInputs),
    setRoles: anew((storeRoles: Record<string, Roles>) => setRoles({ ...roles, ...storeRoles })),
    problem: problemIn(plans),
  }
}

function problemIn(plans: Plans | null): unknown {
  const failed = Object.values(plans ?? {}).find((plan) => 'problem' in plan)
  return failed && 'problem' in failed ? failed.problem : null
}

function firstStores(search: LaunchSearch, chosen: string | null, able: readonly string[]): string[] {
  const asked = search.stores?.split(',') ?? (chosen === null ? able.slice(0, 1) : [chosen])
  return asked.filter((storeId) => able.includes(storeId))
}

/** A box nobody ticks is a no, not a question left open. */
function unticked(sop: SopBody): JsonObject {
  const boxes = sop.launch.filter((field) => field.type === 'bool' && field.required && field['preset'] === undefined)
  return Object.fromEntries(boxes.map((field) => [field.name, false]))
}

function readInputs(text: string | undefined): JsonObject {
  if (text === undefined) return {}
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}
  } catch {
    return {}
  }
}
