import { buildPage } from './page/build-page.ts'

/** Builds the page into `web/dist`, unless it is already the one of this source. */
const built = await buildPage()
console.log(built === 'built' ? 'The page is built.' : 'The page is up to date.')
