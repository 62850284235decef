import { deskWorkflowType } from '#workflows/messages.ts'
import type { HostKind } from '#workflows/messages.ts'

/** A host to send to. Workflow id = host id: the run id of an own host, `desk/<store>/<sop>/<n>` of a desk. */
export interface HostAddress {
  kind: HostKind
  hostId: string
  sop: string
  storeId: string
}

/** A run's own host. */
export function ownHost(sopRunId: string, sop: string, storeId: string): HostAddress {
  return { kind: 'own', hostId: sopRunId, sop, storeId }
}

/** The n-th desk of a store and playbook, from 1. */
export function deskHost(storeId: string, sop: string, n: number): HostAddress {
  return { kind: 'desk', hostId: `desk/${storeId}/${sop}/${n}`, sop, storeId }
}

/** The address behind a host id as it stands in a launch row. */
export function hostOfId(hostId: string, sop: string, storeId: string): HostAddress {
  return { kind: hostId.startsWith('desk/') ? 'desk' : 'own', hostId, sop, storeId }
}

/** What Temporal's UI shows as the workflow's type. */
export function workflowTypeOf(host: HostAddress): string {
  return host.kind === 'desk' ? deskWorkflowType : host.sop
}
