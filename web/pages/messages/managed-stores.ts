import { useMe } from '../../api/me.ts'

const managers = ['admin', 'store-manager']

/** The stores whose messages the reader manages; what may really be done is the API's say. */
export function useManagedStores() {
  return useMe().stores.filter(({ roles }) => roles.some((role) => managers.includes(role)))
}
