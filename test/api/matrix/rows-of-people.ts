import type { Row } from './row.ts'
import { leads, ofHouse, ofNobody, ofOneself, ofStore } from './row.ts'

const reason = 'matrix'
const far = { fromAt: '2099-01-01T00:00:00Z', toAt: '2099-01-02T00:00:00Z' }

/** Sign-in, one's own things, people, posts and the history of the house. */
export const rowsOfPeople: Record<string, Row[]> = {
  'POST /api/v1/session': [ofNobody('/session', { email: 'not an address' })],
  'GET /api/v1/session/company': [ofNobody('/session/company')],
  'GET /api/v1/session/company/return': [ofNobody('/session/company/return')],
  'POST /api/v1/first-admin': [ofNobody('/first-admin', { token: '' })],
  'DELETE /api/v1/session': [ofOneself('/session')],
  'GET /api/v1/me': [ofOneself('/me')],
  'GET /api/v1/rights': [ofOneself('/rights')],
  'GET /api/v1/me/sessions': [ofOneself('/me/sessions')],
  'DELETE /api/v1/me/sessions/{sessionId}': [
    { ...ofOneself('/me/sessions/{session}'), may: [], outside: 'hidden', sees: [] },
  ],
  'GET /api/v1/me/tokens': [ofOneself('/me/tokens')],
  'POST /api/v1/me/tokens': [ofOneself('/me/tokens', { name: 'm', scopes: ['no such right'], days: 1 })],
  'DELETE /api/v1/me/tokens/{tokenId}': [
    { ...ofOneself('/me/tokens/no-such-token'), may: [], outside: 'hidden', sees: [] },
  ],
  'GET /api/v1/message-choice': [ofOneself('/message-choice')],
  'PUT /api/v1/message-choice': [
    ofOneself('/message-choice', { mail: false, robot: true, language: 'zh', digestMinutes: 0, quiet: null }),
  ],
  // One's own absence; somebody else's only by who plans duty where they work.
  'POST /api/v1/absences': [
    ofOneself('/absences', { fromAt: far.toAt, toAt: far.fromAt }),
    {
      ...ofStore([...leads, 'admin', 'buyer'], '/absences', { personId: 'of-buyer', ...far }),
      sees: [...leads, 'admin', 'buyer'],
    },
  ],
  'DELETE /api/v1/absences/{absenceId}': [{ ...ofStore([], '/absences/no-such-absence'), sees: [] }],

  'GET /api/v1/people': [ofHouse(['admin'], '/people')],
  'POST /api/v1/people': [
    ofHouse(['admin'], '/people', { name: 'x', email: 'of-buyer@demo.local', password: 'x'.repeat(12) }),
  ],
  'PATCH /api/v1/people/{personId}': [
    { ...ofHouse(['admin'], '/people/of-buyer', { name: 'Demo buyer' }), outside: 'ofTheirs' },
  ],
  'POST /api/v1/people/{personId}/disable': [
    { ...ofHouse(['admin'], '/people/of-leaver/disable', { reason }), outside: 'ofTheirs' },
  ],
  'POST /api/v1/posts': [
    ofStore(['admin'], '/posts', { personId: 'of-buyer', role: 'no-such-role', storeId: '{store}', reason }),
  ],
  'POST /api/v1/posts/{postId}/end': [ofStore(['admin'], '/posts/{post}/end', { reason })],
  'GET /api/v1/house/events': [ofHouse(['auditor', 'admin', 'store-manager'], '/house/events')],
}
