import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

interface Chunk {
  file: string
  imports?: string[]
  css?: string[]
}

/** What a browser fetches before anything is shown, and what the service worker keeps: addresses below the root. */
export interface PageFiles {
  firstLoad: string[]
  kept: string[]
}

/** Reads both lists from a built page. */
export function pageFiles(dist: string): PageFiles {
  const assets = readdirSync(join(dist, 'assets')).filter((name) => /\.(js|css|svg|png|woff2)$/.test(name))
  return {
    firstLoad: ['index.html', 'theme.js', ...chunksOf(dist, 'index.html')],
    kept: ['/index.html', '/theme.js', '/icon.svg', ...assets.map((name) => `/assets/${name}`)],
  }
}

/** The files a source file of the page came to, with all it imports at once. Throws when it is none of the page's entries. */
export function chunksOf(dist: string, source: string): string[] {
  const chunks = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8')) as Record<string, Chunk>
  if (chunks[source] === undefined)
    throw new Error(`${source} is not fetched by itself; those are ${Object.keys(chunks).join(', ')}`)
  const files = new Set<string>()
  const follow = (key: string): void => {
    const chunk = chunks[key]
    if (chunk === undefined || files.has(chunk.file)) return
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file)
    chunk.imports?.forEach(follow)
  }
  follow(source)
  return [...files]
}
