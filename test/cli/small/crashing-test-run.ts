import { usePostgres, useTestServerBinary } from '../../support/test-servers.ts'

/** A test run that starts a server and then hangs, to be killed. */
await usePostgres()
process.stdout.write(`${(await useTestServerBinary()).home}\n`)
setInterval(() => undefined, 1_000)
