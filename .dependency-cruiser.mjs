/** The import table of the house: room → rooms (path patterns) and packages it may import. */
const table = {
  engine: { rooms: [], packages: ['@marcbachmann/cel-js', 'temporal-polyfill', '@noble/hashes', 're2js'], node: false },
  workflows: {
    rooms: ['engine/(?!language/|rehearsal/)'],
    packages: ['@temporalio/workflow', '@temporalio/common', '@noble/hashes'],
    node: false,
  },
  dispatch: {
    rooms: ['engine/model/', 'db/', 'workflows/messages\\.ts$'],
    packages: ['@temporalio/(client|common|envconfig)'],
    node: true,
  },
  activities: {
    rooms: ['engine/', 'db/', 'dispatch/', 'workflows/(activity-contract|messages)\\.ts$'],
    packages: ['@temporalio/(activity|worker|common|client|envconfig)'],
    node: true,
  },
  audit: {
    rooms: ['engine/(?!language/|rehearsal/)', 'db/', 'dispatch/'],
    packages: ['@temporalio/(client|common)', '@noble/hashes'],
    node: true,
  },
  db: { rooms: ['engine/model/'], packages: ['kysely', 'pg', '@noble/hashes', '@node-rs/argon2'], node: true },
  api: {
    rooms: ['engine/', 'db/', 'dispatch/', 'audit/'],
    packages: [
      'fastify.*',
      '@fastify/.*',
      'zod',
      'close-with-grace',
      'openid-client',
      '@node-rs/argon2',
      '@noble/hashes',
      'csv-parse',
      'fflate',
      'aws4fetch',
      'nodemailer',
    ],
    node: true,
  },
  web: {
    rooms: ['engine/(?!language/)', 'api/contract/'],
    packages: ['react', 'react-dom', 'react-aria-components', 'react-i18next', 'i18next', '@tanstack/.*', 'zod'],
    node: false,
  },
}

// The definition's text is read and checked in one corner of the engine only.
const languagePackages = ['yaml', 'zod']
const anyRoom = '^(engine|workflows|dispatch|activities|audit|db|api|web|cli|test)/'
const builtIn = ['core']

const packagesOf = (names) => `(^|/)node_modules/(${names.join('|')}|@types/[^/]+)/`

function walls([room, may]) {
  const own = room === 'engine' ? '^engine/(?!language/)' : `^${room}/`
  const allowed = [`^${room}/`, ...may.rooms.map((pattern) => `^${pattern}`)]
  const rules = [
    { name: `${room}-rooms`, severity: 'error', from: { path: `^${room}/` }, to: { path: anyRoom, pathNot: allowed } },
    {
      name: `${room}-packages`,
      severity: 'error',
      from: { path: own },
      to: { path: '(^|/)node_modules/', pathNot: packagesOf(may.packages) },
    },
  ]
  if (!may.node)
    rules.push({
      name: `${room}-node`,
      severity: 'error',
      from: { path: `^${room}/` },
      to: { dependencyTypes: builtIn },
    })
  return rules
}

export default {
  forbidden: [
    ...Object.entries(table).flatMap(walls),
    {
      name: 'engine-language-packages',
      severity: 'error',
      from: { path: '^engine/language/' },
      to: { path: '(^|/)node_modules/', pathNot: packagesOf([...table.engine.packages, ...languagePackages]) },
    },
    {
      name: 'workflows-never-reach-language',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: '^engine/(language|rehearsal)/', reachable: true },
    },
    {
      name: 'rooms-by-hash',
      comment: 'An import that leaves a room starts with #room/, so that a move shows in the import.',
      severity: 'error',
      from: { path: '^([a-z]+)/' },
      to: { path: anyRoom, pathNot: '^$1/', dependencyTypesNot: ['aliased-subpath-import'] },
    },
    { name: 'unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'no-undeclared', severity: 'error', from: {}, to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] } },
    {
      name: 'page-knows-contracts-by-type',
      comment: 'Contracts are zod, which would weigh on every first load; the page needs their types only.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^api/contract/|(^|/)node_modules/zod/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-tests-in-house',
      severity: 'error',
      from: { path: '^(?!test/)' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(reports|\\.zhangfa|web/\\.?dist)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
    cache: { folder: 'node_modules/.cache/walls', strategy: 'content' },
  },
}
