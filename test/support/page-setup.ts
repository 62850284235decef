import { buildPage } from '#cli/page/build-page.ts'

/** Set-up of projects that show the page: builds it when its source has changed. */
export default async function setup(): Promise<void> {
  await buildPage()
}
