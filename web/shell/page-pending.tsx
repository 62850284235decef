import { Spinner } from '../kit/loading/loading.tsx'

/** While a page's code or data are fetched. */
export function PagePending() {
  return <Spinner />
}
