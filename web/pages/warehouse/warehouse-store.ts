import { useMe } from '../../api/me.ts'
import { useStore } from '../../shell/store-choice.ts'
import { useNow } from '../../time/ticking.ts'
import { toLocalInput } from '../../time/zone.ts'

const posts = ['warehouse', 'operator', 'lead', 'store-manager', 'ops-lead', 'auditor', 'admin']

/** The store whose warehouse one stands in: the one chosen above, else the first one works in. */
export function useWarehouseStore() {
  const { stores } = useMe()
  const { storeId: shown, choose } = useStore()
  const own = stores.filter(({ roles }) => roles.some((role) => posts.includes(role)))
  const store = own.find(({ storeId }) => storeId === shown) ?? own[0] ?? stores[0]
  return {
    storeId: store?.storeId ?? '',
    zone: store?.zone ?? 'Asia/Shanghai',
    choices: own.map(({ storeId, storeName }) => ({ value: storeId, label: storeName })),
    choose,
  }
}

/** Today on a store's calendar, as 2026-11-28; it changes at the store's midnight. */
export function useToday(zone: string): string {
  return toLocalInput(new Date(useNow(30_000)).toISOString(), zone).slice(0, 10)
}
