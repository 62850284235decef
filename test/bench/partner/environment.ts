/** What the partner's two programs are told. */
export interface PartnerEnvironment {
  temporal: { address: string; namespace: string }
  databaseUrl: string
  taskQueue: string
  role: string
  port: number
}

/** Reads it from the variables the benchmark sets. */
export function readPartnerEnvironment(): PartnerEnvironment {
  const { TEMPORAL_ADDRESS = '', TEMPORAL_NAMESPACE = '', DATABASE_URL = '', PORT } = process.env
  return {
    temporal: { address: TEMPORAL_ADDRESS, namespace: TEMPORAL_NAMESPACE },
    databaseUrl: DATABASE_URL,
    taskQueue: 'bench-partner',
    role: 'operator',
    port: Number(PORT),
  }
}
