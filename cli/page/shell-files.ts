import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

interface Chunk {
  file: string
  imports?: string[]
  css?: string[]
  isEntry?: boolean
}

/** What a browser fetches before anything is shown, and what the service worker keeps: addresses below the root. */
export interface PageFiles {
  firstLoad: string[]
  kept: string[]
}

/** Reads both lists from a built page. */
export function pageFiles(dist: string): PageFiles {
  const chunks = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8')) as Record<string, Chunk>
  const first = new Set<string>()
  const follow = (key: string): void => {
    const chunk = chunks[key]
    if (chunk === undefined || first.has(chunk.file)) return
    for (const file of [chunk.file, ...(chunk.css ?? [])]) first.add(file)
    chunk.imports?.forEach(follow)
  }
  follow('index.html')
  const assets = readdirSync(join(dist, 'assets')).filter((name) => /\.(js|css|svg|png|woff2)$/.test(name))
  return {
    firstLoad: ['index.html', 'theme.js', ...first],
    kept: ['/', '/theme.js', '/icon.svg', ...assets.map((name) => `/assets/${name}`)],
  }
}
