import { createServer, createServerModuleRunner } from 'vite'
import type { Plugin } from 'vite'
import type * as Collected from './collected-tests.ts'
import type { CollectedTest } from './collected-tests.ts'
import type * as Definitions from './definition-text.ts'

const root = new URL('../../', import.meta.url).pathname
const testFolders = ['test/sop-definitions/', 'test/engine/scenarios/', 'test/scenarios/']
const loader = `${root}test/sop-definitions/playbook.ts`
const standIns: { [name: string]: string } = {
  vitest: `${root}test/numbers/collected-tests.ts`,
  'node:fs': `${root}test/numbers/definition-text.ts`,
  '#engine/language/compile-playbook.ts': `${root}test/numbers/compiled-once.ts`,
}

/** The tests of the playbooks, to be run many times over changed definitions in one process. */
export interface PlaybookTests {
  /**
   * The first test of a file that fails, by its name; null = all pass. A definition that does not compile fails its file.
   * The test named `likely` runs before the others.
   */
  firstFailure: (file: string, changed: ReadonlyMap<string, string>, likely?: string) => Promise<string | null>
  /** Throws when a file fails on the definitions as they are; each file is tried once. */
  mustPass: (file: string) => Promise<void>
  close: () => Promise<void>
}

/** Loads the engine once; what is under the tests' folders is evaluated anew for every run. */
export async function playbookTests(): Promise<PlaybookTests> {
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, watch: null, hmr: false, ws: false },
    plugins: [standingIn()],
  })
  const runner = createServerModuleRunner(server.environments.ssr, { hmr: false })
  const { takeTests } = await runner.import<typeof Collected>(standIns['vitest']!)
  const reading = (await runner.import<typeof Definitions>(standIns['node:fs']!)).readingOfDefinitions()

  const collect = async (file: string, changed: ReadonlyMap<string, string>): Promise<CollectedTest[]> => {
    reading.changed = changed
    for (const [id, module] of runner.evaluatedModules.idToModuleMap)
      if (testFolders.some((folder) => id.startsWith(root + folder))) runner.evaluatedModules.invalidateModule(module)
    takeTests()
    await runner.import(root + file)
    return takeTests()
  }
  const firstFailure: PlaybookTests['firstFailure'] = async (file, changed, likely) => {
    try {
      return await firstToFail(await collect(file, changed), likely)
    } catch (trouble) {
      return `it does not load: ${String(trouble).slice(0, 200)}`
    }
  }
  const passed = new Set<string>()
  return {
    firstFailure,
    mustPass: async (file) => {
      const failed = passed.has(file) ? null : await firstFailure(file, new Map())
      if (failed !== null) throw new Error(`${file} fails before any number is changed: ${failed}`)
      passed.add(file)
    },
    close: async () => {
      await runner.close()
      await server.close()
    },
  }
}

async function firstToFail(tests: readonly CollectedTest[], likely: string | undefined): Promise<string | null> {
  const order = [...tests.filter(({ name }) => name === likely), ...tests.filter(({ name }) => name !== likely)]
  for (const test of order) {
    try {
      await test.run()
    } catch {
      return test.name
    }
  }
  return null
}

/** Built-in and external modules are not resolved by plugins, so the imports themselves are rewritten. */
function standingIn(): Plugin {
  return {
    name: 'stand-ins',
    enforce: 'pre',
    transform(code, id) {
      if (!testFolders.some((folder) => id.startsWith(root + folder))) return null
      const names = id.split('?')[0] === loader ? Object.keys(standIns) : ['vitest']
      return names.reduce((text, name) => text.replace(`from '${name}'`, `from '${standIns[name]!}'`), code)
    },
  }
}
