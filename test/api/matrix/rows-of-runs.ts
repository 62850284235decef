import type { Row } from './row.ts'
import { actors, allBut, leads, ofHouse, ofNobody, ofOneself, ofRun, ofStore, seers } from './row.ts'

const inputs = { order_no: 'M-1', platform: 'douyin', order_paid: 9900, asked_at: '2026-11-21T10:00:00+08:00' }
const played = { sopId: 'goodwill-gift', inputs, startAt: '2026-11-21T10:00:00+08:00', acts: [] }
const launchers = [...leads, 'cs-agent'] as const
const reason = 'matrix'
const command = (may: Row['may'], body: object): Row => ofRun(may, '/runs/{run}/commands', body)

/** Playbooks, runs and boards. */
export const rowsOfRuns: Record<string, Row[]> = {
  'GET /api/v1/sops': [ofOneself('/sops')],
  'GET /api/v1/sops/{sopId}': [ofHouse('everyone', '/sops/goodwill-gift')],
  'GET /api/v1/sops/{sopId}/versions/{version}': [ofHouse('everyone', '/sops/goodwill-gift/versions/1.0.0')],
  // An admin keeps the house and rehearses nothing.
  'POST /api/v1/sops/{sopId}/rehearsals': [
    ofStore(allBut('admin'), '/sops/goodwill-gift/rehearsals', { storeId: '{store}', inputs }),
  ],
  'POST /api/v1/rehearsals/play': [
    ofHouse(allBut('admin'), '/rehearsals/play', played),
    ofStore(allBut('admin'), '/rehearsals/play', { ...played, storeId: '{store}' }),
  ],
  'POST /api/v1/sops/{sopId}/launch-checks': [
    ofStore(launchers, '/sops/goodwill-gift/launch-checks', { storeId: '{store}', rows: [inputs] }),
  ],
  'POST /api/v1/definitions/check': [ofHouse('everyone', '/definitions/check', { yaml: 'sop: x' })],
  'GET /api/v1/definitions': [ofHouse('everyone', '/definitions')],
  'GET /api/v1/definitions/{definitionId}': [ofHouse('everyone', '/definitions/goodwill-gift-1')],
  'POST /api/v1/definitions': [ofHouse([...leads, 'admin'], '/definitions', { yaml: 'sop: x' })],
  'POST /api/v1/definitions/{definitionId}/publish': [ofHouse(['admin'], '/definitions/goodwill-gift-1/publish', {})],

  'POST /api/v1/runs': [ofStore(launchers, '/runs', { sopId: 'goodwill-gift', storeId: '{store}', inputs: {} })],
  'GET /api/v1/runs': [ofOneself('/runs?storeId={store}')],
  'GET /api/v1/runs/{runId}': [ofRun(seers, '/runs/{run}')],
  // Only a livestream has a desk.
  'GET /api/v1/runs/{runId}/desk': [{ ...ofRun([], '/runs/{run}/desk'), sees: [] }],
  'GET /api/v1/runs/{runId}/events': [ofRun(seers, '/runs/{run}/events')],
  'GET /api/v1/runs/{runId}/chain': [ofRun(seers, '/runs/{run}/chain')],
  'GET /api/v1/runs/{runId}/dispute-file': [ofRun([...leads, 'auditor'], '/runs/{run}/dispute-file')],
  'POST /api/v1/runs/{runId}/reveal': [ofRun([...leads, 'auditor'], '/runs/{run}/reveal', { reason })],
  'POST /api/v1/runs/{runId}/erase-personal-data': [
    ofRun(leads, '/runs/{run}/erase-personal-data', { scope: 'run', legalBasis: 'unlawful', reason }),
  ],
  'GET /api/v1/erasures': [ofHouse([...leads, 'auditor', 'admin'], '/erasures')],
  'POST /api/v1/erasures/{erasureId}/approve': [
    { ...ofStore(['admin'], '/erasures/{erasure}/approve', {}), sees: [...leads, 'auditor', 'admin'] },
  ],
  'POST /api/v1/erasures/{erasureId}/refuse': [
    { ...ofStore(['admin'], '/erasures/{erasure}/refuse', { reason }), sees: [...leads, 'auditor', 'admin'] },
  ],
  'POST /api/v1/runs/{runId}/previews': [
    ofRun(leads, '/runs/{run}/previews', { type: 'moveAnchor', anchor: 't0', to: '2026-12-01T10:00:00+08:00' }),
  ],
  'POST /api/v1/runs/{runId}/commands': [
    command(leads, { type: 'pause', reason }),
    command(leads, { type: 'cancel', reason }),
    command(leads, { type: 'skip', stepId: 'gg-choose', reason }),
    command(leads, { type: 'reassign', stepId: 'gg-choose', to: 'cs-agent-two', reason }),
    { ...command(actors, { type: 'comment', text: reason }), closed: 202 },
    command(actors, { type: 'open', stepId: 'gg-choose', reason }),
  ],
  // Each run is judged by itself; what may not be done is in the answer (`bulk-acts` below looks into it).
  'POST /api/v1/bulk-acts': [ofOneself('/bulk-acts', { type: 'pause', runIds: ['{run}'], reason, dryRun: true })],
  'GET /api/v1/boards/runs': [ofOneself('/boards/runs')],
  'GET /api/v1/boards/then': [ofOneself('/boards/then?at=2026-11-21T00:00:00Z')],
  'GET /api/v1/boards/stores': [ofOneself('/boards/stores')],
  'GET /api/v1/reports/work': [
    ofHouse([...leads, 'auditor', 'admin'], '/reports/work?by=store'),
    ofStore([...leads, 'auditor', 'admin'], '/reports/work?by=store&storeId={store}'),
  ],
  'GET /api/v1/views': [ofOneself('/views?page=runs')],
  'POST /api/v1/views': [ofOneself('/views', { page: 'runs', name: 'mine', search: {} })],
  'DELETE /api/v1/views/{viewId}': [{ ...ofOneself('/views/{view}'), may: [], outside: 'hidden', sees: [] }],
  'GET /api/v1/stream': [ofOneself('/stream')],

  'GET /healthz': [ofNobody('/healthz')],
  'GET /readyz': [ofNobody('/readyz')],
  'GET /api/v1/house': [ofNobody('/house')],
}
