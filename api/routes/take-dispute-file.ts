import { z } from 'zod'
import { noteAdminAct } from '#db/writes/note-admin-act.ts'
import { Id } from '../contract/primitives.ts'
import { gatherDispute } from '../dispute/material.ts'
import type { DisputeMaterial } from '../dispute/material.ts'
import { disputePage } from '../dispute/page.ts'
import type { DisputeLanguage } from '../dispute/words.ts'
import type { PackedFile, ZipEntry } from '../dispute/zip-stream.ts'
import { zipStream } from '../dispute/zip-stream.ts'
import type { SeenRun } from '../door/access.ts'
import { demand, seenRun } from '../door/access.ts'
import type { EvidenceStore } from '../evidence/store.ts'
import type { Route } from '../house.ts'
import { problems } from './answers.ts'

/** GET /runs/{runId}/dispute-file: what happened in a case, with pictures, chats, parcels, approvals and hashes, as one zip. */
export const takeDisputeFile: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/runs/:runId/dispute-file',
    config: { right: 'audit.export' },
    schema: {
      tags: ['audit'],
      summary: 'Dispute file of a run',
      params: z.strictObject({ runId: Id }),
      querystring: z.strictObject({ language: z.enum(['zh', 'en']).optional() }),
      response: { 200: z.any().meta({ description: 'A zip: index.html, JSON, pictures, manifest.' }), ...problems },
    },
    handler: async (request, reply) => {
      const { runId } = request.params
      const seen = await seenRun(house, request, runId)
      demand(request, 'audit.export', seen.object)
      const material = await gatherDispute(house, request, seen)
      await noteAdminAct(house.deps.db, {
        personId: request.caller.personId,
        action: 'disputeFile.taken',
        storeId: seen.heading.storeId,
        objectType: 'run',
        objectId: runId,
        after: { events: material.links.length, lastHash: material.run.hash, files: material.files.length },
      })
      const name = encodeURIComponent(`${material.run.correlationKey ?? runId}-${material.madeAt.slice(0, 10)}.zip`)
      return reply
        .type('application/zip')
        .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
        .header('cache-control', 'no-store')
        .send(
          zipStream(entriesOf(house.files, seen, material, request.query.language ?? 'zh'), (packed) =>
            manifest(material, packed),
          ),
        )
    },
  })
}

function entriesOf(
  store: EvidenceStore,
  { plan }: SeenRun,
  material: DisputeMaterial,
  language: DisputeLanguage,
): ZipEntry[] {
  const { run, events, links, parcels, definition, files } = material
  const chained = events.map((event, index) => ({ ...event, body: links[index]?.body ?? null }))
  const approvals = run.steps.flatMap(({ stepId, instanceKey, approvals: levels }) =>
    levels.map((level) => ({ stepId, instanceKey, ...level })),
  )
  return [
    { name: 'index.html', content: disputePage(plan, material, language) },
    { name: 'events.json', content: json(chained) },
    { name: 'run.json', content: json(run) },
    { name: 'approvals.json', content: json(approvals) },
    { name: 'logistics.json', content: json(parcels) },
    { name: 'evidence.json', content: json(files.map(({ path: _, ...file }) => file)) },
    { name: 'playbook.yaml', content: definition },
    ...files.flatMap(({ path, packedAs }) =>
      path === null || packedAs === null ? [] : [{ name: packedAs, content: bytesOf(store, path) }],
    ),
  ]
}

/** Bytes of a file, opened only once its turn comes; what has gone meanwhile is packed empty, and its hash then tells. */
async function* bytesOf(store: EvidenceStore, path: string): AsyncGenerator<Uint8Array> {
  const found = await store.get(path)
  if (found) yield* found.stream as AsyncIterable<Uint8Array>
}

function manifest({ run, madeAt, madeBy, brokenAt, files }: DisputeMaterial, packed: readonly PackedFile[]): ZipEntry {
  const recorded = new Map(files.map(({ packedAs, sha256 }) => [packedAs, sha256]))
  const listed = packed.map((file) => {
    const asUploaded = recorded.get(file.name)
    return asUploaded === undefined ? file : { ...file, asUploaded: asUploaded === file.sha256 }
  })
  const missing = files
    .filter(({ packedAs }) => packedAs === null)
    .map(({ id, fileName, sha256 }) => ({ id, fileName, sha256 }))
  const about = { runId: run.id, seq: run.seq, lastHash: run.hash, chainHolds: brokenAt === null, madeAt, madeBy }
  return { name: 'manifest.json', content: json({ ...about, files: listed, missing }) }
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2)
}
