import { firstLink } from '#api/rights/first-link.ts'
import { openDatabase } from '#db/database.ts'
import { seedDemo } from '#db/demo/seed-demo.ts'
import { migrate } from '#db/migrate.ts'
import type { RunCalendar } from '#engine/model/sop-run.ts'
import { defaultStoreCalendar } from '#engine/time/chinese-holidays.ts'
import { playbookFiles } from './launcher/playbook-files.ts'
import { projectFolder } from './launcher/project-process.ts'

/**
 * `npm run migrate [-- --demo]`: brings the database at DATABASE_URL_OWNER (or DATABASE_URL) up to date; with `--demo` it
 * then adds what is missing of the demonstration.
 */
async function run(env: NodeJS.ProcessEnv, args: string[]): Promise<void> {
  const ownerUrl = env['DATABASE_URL_OWNER'] || env['DATABASE_URL']
  if (!ownerUrl)
    throw new Error('There is no database to migrate: set DATABASE_URL_OWNER (or DATABASE_URL) to its address.')
  const applied = await migrate(ownerUrl)
  if (applied.length > 0) console.log(`Applied ${applied.join(', ')}`)
  if (env['ZHANGFA_MODE'] === 'production') await sayFirstLink(ownerUrl, env)
  if (!args.includes('--demo')) return
  if (env['ZHANGFA_MODE'] === 'production') throw new Error('Production never holds demo data: leave out --demo.')
  const calendar = structuredClone(defaultStoreCalendar) as RunCalendar
  const { newStores } = await seedDemo(ownerUrl, {
    calendar,
    playbooks: playbookFiles(`${projectFolder}sop-definitions`),
  })
  if (newStores.length > 0) console.log(`Filled the demo stores ${newStores.join(', ')}`)
}

/** A house nobody has entered yet says how to. */
async function sayFirstLink(ownerUrl: string, env: NodeJS.ProcessEnv): Promise<void> {
  const db = openDatabase(ownerUrl, { applicationName: 'zhangfa migrate', maxConnections: 1 })
  try {
    const address = env['ZHANGFA_PUBLIC_URL'] || `http://127.0.0.1:${env['PORT'] ?? '3000'}`
    const link = await firstLink(db, address, new Date().toISOString())
    if (link !== null) console.log(`Nobody is here yet. Enter within an hour, once, at ${link}`)
  } finally {
    await db.destroy()
  }
}

try {
  await run(process.env, process.argv.slice(2))
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}
