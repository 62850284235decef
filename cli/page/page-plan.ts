import react from '@vitejs/plugin-react'
import type { InlineConfig } from 'vite'

/** What most pages need comes in few files: fifty small ones keep a browser waiting longer than what is in them. */
const sharedChunks = [
  {
    name: 'base',
    test: /node_modules[\\/](react|react-dom|scheduler|use-sync-external-store|i18next|react-i18next|@tanstack)[\\/](?!virtual-core|react-virtual)/,
    priority: 3,
  },
  {
    name: 'controls',
    test: /node_modules[\\/](@?react-aria|@?react-stately|@internationalized)/,
    minShareCount: 2,
    priority: 2,
  },
  {
    name: 'kit',
    test: /web[\\/](kit|api|time|queue|text|shell)[\\/](?!admin|audit).*\.(tsx?|css)$/,
    minShareCount: 3,
    priority: 1,
  },
]

/**
 * How the page is built.
 * @param root the project's folder.
 * @param buildId told to the service worker, so that a new page brings a new worker.
 */
export function pagePlan(root: string, outDir: string, buildId: string): InlineConfig {
  return {
    root: `${root}/web`,
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    plugins: [react()],
    resolve: {
      alias: [
        { find: /^re2js$/, replacement: `${root}/web/forms/native-pattern.ts` },
        { find: /^temporal-polyfill$/, replacement: `${root}/cli/page/native-temporal.ts` },
      ],
    },
    define: { BUILD_ID: JSON.stringify(buildId) },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      sourcemap: false,
      assetsInlineLimit: 0,
      manifest: 'manifest.json',
      reportCompressedSize: false,
      rolldownOptions: {
        input: { page: `${root}/web/index.html`, 'service-worker': `${root}/web/offline/service-worker.ts` },
        output: {
          // The worker's scope is where it lies, and its name is how a browser knows it again.
          entryFileNames: ({ name }) => (name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
          codeSplitting: { groups: sharedChunks },
        },
      },
    },
  }
}
