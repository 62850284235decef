import { migrate } from '#db/migrate.ts'

/** `npm run migrate`: brings the database at DATABASE_URL_OWNER (or DATABASE_URL) up to date. */
const ownerUrl = process.env['DATABASE_URL_OWNER'] ?? process.env['DATABASE_URL']
if (ownerUrl === undefined) {
  console.error('There is no database to migrate: set DATABASE_URL_OWNER (or DATABASE_URL) to its address.')
  process.exit(1)
}
try {
  const applied = await migrate(ownerUrl)
  if (applied.length > 0) console.log(`Applied: ${applied.join(', ')}`)
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}
