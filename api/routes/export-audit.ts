import { storedMaterial } from '#audit/export/stored-material.ts'
import type { StoredExport } from '#audit/export/stored-material.ts'
import { exportFiles } from '#audit/export/write-export.ts'
import type { WrittenFile } from '#audit/export/material.ts'
import { knownKeys } from '#audit/places.ts'
import type { ExportScope } from '#db/reads/export-log.ts'
import { readLastIds, readRunsOfPeriod } from '#db/reads/export-log.ts'
import { readLastCheckpoint } from '#db/reads/sealed-log.ts'
import { noteAdminAct } from '#db/writes/note-admin-act.ts'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ExportQuery } from '../contract/audit-proofs.ts'
import type { EvidenceStore } from '../evidence/store.ts'
import { packStream } from '../dispute/zip-stream.ts'
import { demand, refuseAction, seenRun, seenStore } from '../door/access.ts'
import type { House, Route } from '../house.ts'
import { storesWith } from '../policy.ts'
import { Problem } from '../problem.ts'
import { problems } from './answers.ts'

type Asked = z.infer<typeof ExportQuery>

const mostRuns = 20_000

/** GET /audit/export: history with proofs, keys, playbooks and two programs that check all of it, as one zip. */
export const exportAudit: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/audit/export',
    config: { right: 'audit.export' },
    schema: {
      tags: ['audit'],
      summary: 'Export history with its proofs',
      querystring: ExportQuery,
      response: { 200: z.any().meta({ description: 'A zip; see index.html in it.' }), ...problems },
    },
    handler: async (request, reply) => {
      const asked = request.query
      const order = await orderOf(house, request, asked)
      await note(house, request, asked, order.scope)
      const material = await storedMaterial(house.deps.db, order)
      const written: WrittenFile[] = []
      return reply
        .type('application/zip')
        .header('content-disposition', `attachment; filename="history-${house.deps.now().slice(0, 10)}.zip"`)
        .header('cache-control', 'no-store')
        .send(packStream(exportFiles(material, written), written))
    },
  })
}

/** What is exported: one run, a store, a period of one's stores; with nothing asked, the whole log. */
async function orderOf(house: House, request: FastifyRequest, asked: Asked): Promise<StoredExport> {
  const { db, now } = house.deps
  const { runId = null, storeId = null, from = null, to = null } = asked
  const stores = await storesOf(house, request, asked)
  const complete = runId === null && storeId === null && from === null && to === null
  const last = await readLastCheckpoint(db)
  const historian = storesWith(request.caller, 'house.history')
  const scope: ExportScope = {
    stores,
    runs: await runsOf(house, asked, stores),
    houseStores: historian.length === 0 || (!complete && runId === null) ? null : historian,
    houseRun: runId,
    size: last?.size ?? 0,
    ...(await readLastIds(db)),
  }
  const about = { madeAt: now(), madeBy: request.caller.name, storeId, runId, from, to }
  const keys = knownKeys(house.deps.auditPlaces?.home ?? '')
  const files = asked.files === '1' ? (path: string) => openFile(house.files, path) : null
  return { scope, origin: last?.origin ?? '', complete, about, keys, files }
}

/** A file that is there, opened only once its turn comes. */
async function openFile(store: EvidenceStore, path: string): Promise<(() => AsyncIterable<Uint8Array>) | null> {
  if ((await store.stat(path)) === null) return null
  return async function* () {
    const found = await store.get(path)
    if (found) yield* found.stream as AsyncIterable<Uint8Array>
  }
}

async function storesOf(house: House, request: FastifyRequest, { runId, storeId }: Asked): Promise<string[]> {
  if (runId !== undefined) {
    const seen = await seenRun(house, request, runId)
    demand(request, 'audit.export', seen.object)
    return [seen.heading.storeId]
  }
  if (storeId !== undefined) {
    demand(request, 'audit.export', { storeId: seenStore(request.caller, storeId) })
    return [storeId]
  }
  const stores = storesWith(request.caller, 'audit.export')
  if (stores.length === 0) refuseAction(request, 'audit.export')
  return stores
}

async function runsOf(house: House, { runId, from, to }: Asked, stores: readonly string[]): Promise<string[] | null> {
  if (runId !== undefined) return [runId]
  if (from === undefined && to === undefined) return null
  const period = { fromAt: from ?? '-infinity', toAt: to ?? 'infinity' }
  const runs = await readRunsOfPeriod(house.deps.db, { stores, ...period, most: mostRuns })
  if (runs.length <= mostRuns) return runs
  throw new Problem('OUT_OF_RANGE', `More than ${mostRuns} runs: ask for a shorter period, or for the whole log.`)
}

async function note(house: House, request: FastifyRequest, asked: Asked, scope: ExportScope): Promise<void> {
  await noteAdminAct(house.deps.db, {
    personId: request.caller.personId,
    action: 'history.exported',
    storeId: asked.storeId ?? (asked.runId === undefined ? null : (scope.stores[0] ?? null)),
    objectType: asked.runId === undefined ? 'log' : 'run',
    objectId: asked.runId ?? (scope.stores.join(',') || '-'),
    after: { size: scope.size, from: asked.from ?? null, to: asked.to ?? null, files: asked.files === '1' },
  })
}
