import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import closeWithGrace from 'close-with-grace'
import { noteFolders } from '#audit/places.ts'
import type { Database } from '#db/database.ts'
import { openDatabase } from '#db/database.ts'
import { sweepSessions } from '#db/door/sessions.ts'
import { sweepEvidence } from '#db/door/sweep-evidence.ts'
import { listenRecorded } from '#db/listen.ts'
import { eraseDue } from '#db/writes/decide-erasure.ts'
import { sweepAnswers } from '#db/writes/sweep-answers.ts'
import { Dispatcher } from '#dispatch/dispatcher.ts'
import { openTemporalClient } from '#dispatch/temporal-client.ts'
import { buildApp } from './app.ts'
import type { ApiConfig } from './config.ts'
import { readConfig } from './config.ts'
import { diskStore, sweepScratch } from './evidence/disk-store.ts'
import { s3Store } from './evidence/s3-store.ts'
import { clamdScan } from './evidence/scan-clamd.ts'
import { PersonNames } from './door/person-names.ts'
import { PlanCache } from './door/plan-cache.ts'
import { MessageSender } from './messages/message-sender.ts'
import { mailSender } from './messages/send-mail.ts'
import { ClaimKeeper } from './rights/claim-keeper.ts'

const drainMs = 10_000
const reachMs = 2_000
const tidyMs = 3_600_000

/** Opens Postgres and Temporal lazily, listens, and ends on SIGTERM, SIGINT or when its supervisor is gone. */
async function serve(env: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig(env)
  const db = openDatabase(config.databaseUrl, { applicationName: 'zhangfa api', maxConnections: 20 })
  const recordings = listenRecorded(config.databaseUrl, db)
  const client = openTemporalClient(env)
  const way = new Dispatcher(
    client,
    db,
    recordings,
    config.taskQueue === undefined ? {} : { taskQueue: config.taskQueue },
  )
  const now = () => new Date().toISOString()
  const evidence = evidenceOf(config)
  const app = await buildApp({
    db,
    way,
    recorded: recordings.events,
    reachTemporal: () => reach(client),
    now,
    ...evidence,
    piiKey: Buffer.from(config.piiKey, 'base64'),
    auditPlaces: { home: config.home, folders: noteFolders(env, config.home) },
    mode: config.mode,
    ...doorOf(config),
    pageFolder: fileURLToPath(new URL('../web/dist', import.meta.url)),
    messages: {
      publicUrl: config.publicUrl,
      mail: config.smtpUrl === undefined ? null : { host: new URL(config.smtpUrl).host, from: config.mailFrom },
      allowInner: config.allowInner,
    },
    logger: true,
    version: versionOf(),
  })
  const notTidied = (error: unknown) => app.log.warn({ err: error }, 'not tidied')
  const tidying = setInterval(() => void tidy(db, evidence).catch(notTidied), tidyMs)
  const sender = messageSender(config, db)
  sender.start()
  const keeper = new ClaimKeeper({ db, way, now })
  keeper.start()
  const grace = closeWithGrace({ delay: drainMs }, async ({ err }) => {
    if (err) app.log.error({ err }, 'ending after an error')
    clearInterval(tidying)
    keeper.stop()
    await app.close()
    await sender.stop()
    await recordings.close()
    await db.destroy()
    await client.connection.close()
  })
  if (config.supervised) endWithParent(() => void grace.close())
  await app.listen({ port: config.port, host: config.host })
}

/** Throws when Temporal does not answer soon. */
async function reach({ connection }: ReturnType<typeof openTemporalClient>): Promise<void> {
  await connection.withDeadline(Date.now() + reachMs, () => connection.workflowService.getSystemInfo({}))
}

/** Who comes in, for how long, and how much at once. */
function doorOf({ secureCookies, sessionTimes, shedAboveMs, callerLimits, oidc }: ApiConfig) {
  return { secureCookies, sessionTimes, shedAboveMs, callerLimits, ...(oidc === null ? {} : { oidc }) }
}

function messageSender(config: ApiConfig, db: Database): MessageSender {
  return new MessageSender({
    db,
    shower: { plans: new PlanCache(db), names: new PersonNames(db) },
    houseKey: Buffer.from(config.piiKey, 'base64'),
    publicUrl: config.publicUrl,
    mail: config.smtpUrl === undefined ? null : mailSender(config.smtpUrl, config.mailFrom),
    allowInner: config.allowInner,
    now: () => new Date().toISOString(),
  })
}

/** Where files come in, where they lie, and who scans them. */
function evidenceOf(config: ApiConfig) {
  const evidenceFolder = join(config.home, 'evidence')
  const evidenceStore = config.evidencePlace ? s3Store(config.evidencePlace) : diskStore(evidenceFolder)
  return {
    evidenceFolder,
    evidenceStore,
    keepYears: config.keepYears,
    ...(config.scanner ? { scan: clamdScan(config.scanner) } : {}),
  }
}

/** Forgets sessions that have run out, answers nobody can ask for any more, and files no history took up. */
async function tidy(db: Database, evidence: ReturnType<typeof evidenceOf>): Promise<void> {
  const now = new Date()
  await sweepSessions(db, now.toISOString())
  await sweepAnswers(db)
  const removeBytes = (path: string) => evidence.evidenceStore.delete(path)
  await sweepEvidence(db, now.toISOString(), removeBytes)
  await eraseDue(db, now.toISOString(), removeBytes)
  await sweepScratch(evidence.evidenceFolder, now.getTime())
}

/** Whoever started us holds our standard input open; when it closes, nobody would end us any more. */
function endWithParent(end: () => void): void {
  process.stdin.on('end', end).on('close', end).on('error', end).resume()
}

function versionOf(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
  return manifest.version
}

try {
  await serve(process.env)
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exit(1)
}
