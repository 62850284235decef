import type { PostgresUrls } from './test-servers.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Postgres of this test run; take a `freshDatabase()` of it. */
    postgres: PostgresUrls
    /** Temporal dev server of this test run: real time, visibility, every feature. */
    temporal: { address: string; namespace: string }
    /** Path of the checked time-skipping test server; each file that needs one starts its own. */
    testServerBinary: string
    /** Scratch folder of this test run, removed at its end. */
    testHome: string
  }
}
