import { readApprovalPairs } from '#db/reads/approval-pairs.ts'
import type { ApprovalPair } from '#db/reads/approval-pairs.ts'
import { ApprovalPairs, PairQuery } from '../contract/audit.ts'
import { refuseAction, seenStore } from '../door/access.ts'
import type { Route } from '../house.ts'
import { storesWith } from '../policy.ts'
import { problems } from './answers.ts'

/** GET /audit/approvals: who decided about whose requests in a period, how often and how fast. */
export const listApprovalPairs: Route = (app, house) => {
  app.route({
    method: 'GET',
    url: '/api/v1/audit/approvals',
    config: { right: 'audit.read' },
    schema: {
      tags: ['audit'],
      summary: 'Requesters and approvers',
      querystring: PairQuery,
      response: { 200: ApprovalPairs, ...problems },
    },
    handler: async (request) => {
      const { storeId, sopId, fromAt, toAt } = request.query
      const readable = storesWith(request.caller, 'audit.read')
      const stores = storeId === undefined ? readable : [seenStore(request.caller, storeId)]
      if (stores.length === 0 || !stores.every((id) => readable.includes(id))) refuseAction(request, 'audit.read')
      const sop = sopId === undefined ? {} : { sop: sopId }
      const pairs = await readApprovalPairs(house.deps.db, { stores, fromAt, toAt, ...sop })
      return { items: pairs.map((pair) => showPair(pair, pairs)), nextCursor: null }
    },
  })
}

function showPair(pair: ApprovalPair, all: readonly ApprovalPair[]) {
  const { requester, requesterName, approver, approverName, ...rest } = pair
  return {
    ...rest,
    requester: requester === null ? null : { personId: requester, name: requesterName },
    approver: { personId: approver, name: approverName },
    samePerson: requester === approver,
    mutual: requester !== approver && all.some((other) => other.requester === approver && other.approver === requester),
  }
}
