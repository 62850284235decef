import type { Temporal as Standard } from 'temporal-polyfill'

/**
 * Stands in for the package in the built page: a browser that has Temporal fetches nothing, one that has not the package's own.
 * The package would prefer the browser's too, but only once it is there.
 */
export const Temporal: typeof Standard =
  (globalThis as { Temporal?: typeof Standard }).Temporal ?? (await import('temporal-polyfill/implementation')).Temporal
