import { useMe } from '../api/me.ts'
import { useRemembered } from './remembered.ts'

export interface StoreChoice {
  /** null = all stores. */
  storeId: string | null
  zone: string
  choose: (storeId: string | null) => void
}

/** The store whose things are shown; remembered, and only ever one of mine. */
export function useStore(): StoreChoice {
  const { stores } = useMe()
  const [chosen, choose] = useRemembered('store')
  const store = stores.find(({ storeId }) => storeId === chosen)
  return { storeId: store?.storeId ?? null, zone: (store ?? stores[0])?.zone ?? 'Asia/Shanghai', choose }
}
