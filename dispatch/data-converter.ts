import { fileURLToPath } from 'node:url'
import type { DataConverter } from '@temporalio/common'
import { payloadCodec } from './payload-codec.ts'
import type { PayloadKeys } from './payload-keys.ts'

/** How client, worker and tests write to Temporal and read from it; all must use the same. */
export function dataConverter(keys: PayloadKeys | null): DataConverter {
  return {
    payloadCodecs: [payloadCodec(keys)],
    failureConverterPath: fileURLToPath(new URL('./failure-converter.cjs', import.meta.url)),
  }
}
