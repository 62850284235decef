import type { z } from 'zod'
import type { Step } from '#engine/model/sop-run.ts'
import type { EvidenceRow } from '#db/reads/evidence-of.ts'
import type { EvidenceShape } from '../contract/tasks.ts'

/** An uploaded file as the API answers it; where its bytes lie stays inside. */
export function showEvidence(
  row: EvidenceRow,
  steps: Record<string, Pick<Step, 'stepId'>>,
  seenBefore: z.infer<typeof EvidenceShape>['seenBefore'],
): z.infer<typeof EvidenceShape> {
  return {
    id: row.id,
    runId: row.sopRunId,
    stepId: row.stepKey === null ? null : (steps[row.stepKey]?.stepId ?? null),
    instanceKey: row.stepKey,
    name: row.fileName,
    mediaType: row.mediaType,
    bytes: row.bytes,
    sha256: row.sha256,
    uploadedBy: row.personId,
    uploadedAt: row.at,
    isErased: row.erasedAt !== null,
    seenBefore,
  }
}
