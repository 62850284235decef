import type { Row } from './row.ts'
import { leads, ofHouse, ofOneself, ofRun, ofStore } from './row.ts'

const day = '2026-11-21'
const reason = 'matrix'
const calendar = {
  zone: 'Asia/Shanghai',
  holidays: [],
  makeUpWorkdays: [],
  coversUntil: '2026-12-31',
  // Ends before it begins: refused as INVALID_CALENDAR once the caller may.
  serviceHours: { from: '18:00', to: '09:00' },
}
const robot = { kind: 'dingtalk', name: 'r', url: 'http://plain.example/x' }
const managers = ['admin', 'store-manager'] as const
const handlers = [...leads, 'warehouse'] as const
const onlookers = [...leads, 'auditor', 'admin'] as const
const auditors = ['auditor'] as const
const historians = [...leads, 'auditor'] as const
const period = 'fromAt=2026-01-01T00:00:00Z&toAt=2026-12-31T00:00:00Z'
const shift = { storeId: '{store}', personId: 'of-buyer', role: 'designer', fromAt: `${day}T01:00:00Z` }

/** Store data, warehouse, numbers, duty, messages and the auditors' work. */
export const rowsOfStores: Record<string, Row[]> = {
  'POST /api/v1/events': [
    ofStore([...handlers, 'operator', 'live-operator'], '/events', {
      ...{ id: '1', source: 'matrix', type: 'nothing.waits', storeId: '{store}' },
    }),
  ],
  'POST /api/v1/store-data/{kind}': [
    ofStore([...handlers, 'admin', 'operator', 'buyer', 'merchandiser'], '/store-data/stock', {
      ...{ storeId: '{store}', items: [{}], dryRun: true },
    }),
  ],
  'GET /api/v1/store-data/{kind}': [ofStore('everyone', '/store-data/orders?storeId={store}')],
  'POST /api/v1/scans': [ofStore(handlers, '/scans', { storeId: '{store}', waybill: 'SF-0001' })],
  'GET /api/v1/scans': [ofStore([...handlers, 'operator', 'auditor', 'admin'], `/scans?storeId={store}&day=${day}`)],
  'GET /api/v1/stores/{storeId}/handovers/{day}': [
    ofStore([...handlers, 'operator', 'auditor', 'admin'], `/stores/{store}/handovers/${day}`),
  ],
  'POST /api/v1/stores/{storeId}/handovers/{day}/sign': [
    ofStore(handlers, `/stores/{store}/handovers/${day}/sign`, { part: 'taking', sha256: '0'.repeat(64) }),
  ],
  'GET /api/v1/stores': [ofOneself('/stores')],
  'PUT /api/v1/stores/{storeId}': [ofStore(['admin'], '/stores/{store}', { name: 'x', calendar })],
  'GET /api/v1/stores/{storeId}/people': [ofStore('everyone', '/stores/{store}/people')],
  'GET /api/v1/stores/{storeId}/parameters': [ofStore('everyone', '/stores/{store}/parameters?sopId=goodwill-gift')],
  'PUT /api/v1/stores/{storeId}/parameters/{sopId}/{name}': [
    ofStore(managers, '/stores/{store}/parameters/goodwill-gift/gift_max', { value: 'no amount', reason }),
  ],
  'GET /api/v1/stores/{storeId}/robots': [ofStore(managers, '/stores/{store}/robots')],
  'POST /api/v1/stores/{storeId}/robots': [ofStore(managers, '/stores/{store}/robots', robot)],
  // To whoever does not manage messages there is no robot.
  'PUT /api/v1/robots/{robotId}': [
    { ...ofStore(managers, '/robots/{robot}', { name: 'r', enabled: false }), sees: managers },
  ],
  'POST /api/v1/robots/{robotId}/test': [{ ...ofStore(managers, '/robots/{robot}/test'), sees: managers }],
  'DELETE /api/v1/robots/{robotId}': [{ ...ofStore([], '/robots/no-such-robot'), sees: [] }],
  'GET /api/v1/messages': [ofHouse(managers, '/messages')],
  'POST /api/v1/messages/{messageId}/resend': [{ ...ofStore([], '/messages/999/resend'), sees: [] }],
  'POST /api/v1/messages/resend': [ofHouse(managers, '/messages/resend', {})],
  'GET /api/v1/mail-settings': [ofHouse(managers, '/mail-settings')],

  'GET /api/v1/shifts': [ofStore('everyone', `/shifts?storeId={store}&${period}`)],
  'POST /api/v1/shifts': [ofStore([...leads, 'admin'], '/shifts', { ...shift, toAt: `${day}T02:00:00Z` })],
  'DELETE /api/v1/shifts/{shiftId}': [ofStore([...leads, 'admin'], '/shifts/{shift}')],
  'GET /api/v1/shift-handovers': [ofOneself('/shift-handovers')],
  'POST /api/v1/shift-handovers/{shiftId}/accept': [
    { ...ofStore([], '/shift-handovers/no-such-shift/accept'), sees: [] },
  ],
  'GET /api/v1/break-glass': [ofHouse(onlookers, '/break-glass'), ofStore(onlookers, '/break-glass?storeId={store}')],
  'POST /api/v1/break-glass': [
    ofStore(leads, '/break-glass', { storeId: '{store}', role: 'admin', minutes: 5, reason }),
  ],
  'POST /api/v1/break-glass/{breakGlassId}/end': [
    { ...ofStore(leads, '/break-glass/{emergency}/end'), sees: onlookers },
  ],
  'POST /api/v1/break-glass/{breakGlassId}/review': [
    {
      ...ofStore([...managers, 'auditor'], '/break-glass/{emergency}/review', { verdict: 'finding', note: '' }),
      sees: onlookers,
    },
  ],
  'GET /api/v1/absences': [
    ofOneself('/absences?mine'),
    ofHouse([...leads, 'admin'], '/absences'),
    ofStore([...leads, 'admin'], '/absences?storeId={store}'),
  ],

  'GET /api/v1/audit/events': [ofOneself('/audit/events')],
  'GET /api/v1/audit/seal': [ofHouse(historians, '/audit/seal')],
  'POST /api/v1/audit/verify': [
    ofHouse(historians, '/audit/verify', {}),
    ofStore(historians, '/audit/verify', { storeId: '{store}' }),
    { ...ofRun(historians, '/audit/verify', { runId: '{run}' }), closed: 200 },
  ],
  'GET /api/v1/audit/export': [
    ofHouse(historians, '/audit/export'),
    ofStore(historians, '/audit/export?storeId={store}'),
    ofRun(historians, '/audit/export?runId={run}'),
  ],
  'GET /api/v1/audit/approvals': [
    ofHouse(historians, `/audit/approvals?${period}`),
    ofStore(historians, `/audit/approvals?storeId={store}&${period}`),
  ],
  'GET /api/v1/audit/samples': [ofHouse(historians, '/audit/samples')],
  'POST /api/v1/audit/samples': [
    ofStore(auditors, '/audit/samples', {
      ...{ storeId: '{store}', sopId: 'goodwill-gift', seed: 's', size: 1 },
      ...{ fromAt: '2020-01-01T00:00:00Z', toAt: '2020-01-02T00:00:00Z' },
    }),
  ],
  'GET /api/v1/audit/samples/{sampleId}': [{ ...ofStore(historians, '/audit/samples/{sample}'), sees: historians }],
  'POST /api/v1/audit/samples/{sampleId}/items/{n}': [
    { ...ofStore(auditors, '/audit/samples/{sample}/items/1', { verdict: 'finding', note: '' }), sees: historians },
  ],
  'POST /api/v1/audit/samples/{sampleId}/sign': [
    { ...ofStore(auditors, '/audit/samples/{sample}/sign', { conclusion: 'fine' }), sees: historians },
  ],
}
