import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { roleTitles } from '#engine/model/roles.ts'
import type { Text } from '#engine/model/text.ts'
import { addToDay } from '#engine/time/day.ts'
import { dayOf, instantAt } from '#engine/time/zone.ts'
import { readReportZone, readWorkReport } from '#db/reads/work-report.ts'
import type { WorkReportBy, WorkReportRow } from '#db/reads/work-report.ts'
import { WorkReport, WorkReportQuery } from '../contract/boards.ts'
import { demand, refuseAction, seenStore } from '../door/access.ts'
import type { NameOf } from '../door/person-names.ts'
import type { House, Route } from '../house.ts'
import { storesWith } from '../policy.ts'
import { problems } from './answers.ts'

type Line = z.infer<typeof WorkReport>['items'][number]

const daysBack = 30

/** GET /reports/work: open, late and due work now, finished work of a period with its share in time and median. */
export const reportWork: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/reports/work',
    config: { right: 'report.read' },
    schema: {
      tags: ['boards'],
      summary: 'Workload and punctuality',
      querystring: WorkReportQuery,
      response: { 200: WorkReport, ...problems },
    },
    handler: async (request) => {
      const { by, sopId } = request.query
      const storeIds = storesOf(request, request.query.storeId)
      const zone = await readReportZone(house.deps.db, storeIds)
      const now = house.deps.now()
      const to = request.query.to ?? dayOf(now, zone)
      const from = request.query.from ?? addToDay(to, -daysBack)
      const rows = await readWorkReport(house.deps.db, {
        storeIds,
        ...(sopId === undefined ? {} : { sop: sopId }),
        by,
        from: instantAt(from, '00:00', zone),
        to: instantAt(addToDay(to, 1), '00:00', zone),
        now,
      })
      const nameOf = by === 'person' ? await house.names.of(rows.map((row) => row.key)) : () => null
      const titles = await titlesOf(house, by, request, rows)
      return { from, to, by, items: rows.map((row) => showLine(row, nameOf, titles)) }
    },
  })
}

/** The store asked for, or every store whose work the caller may read. */
function storesOf(request: FastifyRequest, asked: string | undefined): string[] {
  if (asked === undefined) {
    const stores = storesWith(request.caller, 'report.read')
    if (stores.length === 0) refuseAction(request, 'report.read')
    return stores
  }
  const storeId = seenStore(request.caller, asked)
  demand(request, 'report.read', { storeId })
  return [storeId]
}

async function titlesOf(
  house: House,
  by: WorkReportBy,
  request: FastifyRequest,
  rows: readonly WorkReportRow[],
): Promise<(key: string) => Text | null> {
  if (by === 'role') return (key) => roleTitles[key] ?? null
  if (by === 'store') {
    const names = request.caller.storeNames
    return (key) => ({ zh: names.get(key) ?? key, en: names.get(key) ?? key })
  }
  if (by !== 'playbook' && by !== 'step') return () => null
  const sops = [...new Set(rows.map((row) => (row.key ?? '').split('/')[0] ?? ''))]
  const plans = new Map(await Promise.all(sops.map(async (sop) => [sop, await house.plans.find(sop)] as const)))
  return (key) => {
    const [sop = '', stepId] = key.split('/')
    const plan = plans.get(sop)?.plan
    return (stepId === undefined ? plan?.title : plan?.steps.find((step) => step.id === stepId)?.title) ?? null
  }
}

function showLine(row: WorkReportRow, nameOf: NameOf, titleOf: (key: string) => Text | null): Line {
  const onTimePercent = row.dated === 0 ? null : Math.round((row.onTime * 1000) / row.dated) / 10
  return { ...row, name: nameOf(row.key), title: row.key === null ? null : titleOf(row.key), onTimePercent }
}
