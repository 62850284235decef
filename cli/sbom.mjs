// `npm run sbom`: every package of the lock file as CycloneDX 1.6, without network. Writes reports/sbom.json.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'

const lockText = readFileSync('package-lock.json', 'utf8')
/** @type {{ name: string, version: string, packages: Record<string, { version?: string, integrity?: string, license?: string, dev?: boolean, optional?: boolean, link?: boolean, dependencies?: Record<string, string> }> }} */
const lock = JSON.parse(lockText)

const components = Object.entries(lock.packages)
  .filter(([path, { link, version }]) => path !== '' && link !== true && version !== undefined)
  .map(([path, { version = '', integrity, license, dev, optional }]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
    return {
      type: 'library',
      'bom-ref': `${purl}#${path}`,
      name,
      version,
      purl,
      scope: dev === true ? 'excluded' : optional === true ? 'optional' : 'required',
      ...(license === undefined
        ? {}
        : { licenses: [/[ ()]/.test(license) ? { expression: license } : { license: { id: license } }] }),
      ...(integrity === undefined ? {} : { hashes: [hashOf(integrity)] }),
    }
  })

const bom = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  // The same lock file gives the same document.
  serialNumber: `urn:uuid:${uuidOf(createHash('sha256').update(lockText).digest('hex'))}`,
  version: 1,
  metadata: { component: { type: 'application', name: lock.name, version: lock.version } },
  components,
}
mkdirSync('reports', { recursive: true })
writeFileSync('reports/sbom.json', `${JSON.stringify(bom, null, 2)}\n`)
console.log(`reports/sbom.json: ${components.length} packages`)

/** @param {string} integrity @returns {{ alg: string, content: string }} */
function hashOf(integrity) {
  const [alg = '', content = ''] = integrity.split(' ')[0]?.split(/-(.*)/s) ?? []
  return { alg: alg.toUpperCase().replace('SHA', 'SHA-'), content: Buffer.from(content, 'base64').toString('hex') }
}

/** @param {string} hex @returns {string} */
function uuidOf(hex) {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
