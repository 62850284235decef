import { z } from 'zod'
import type { SealedRobot } from '#db/reads/messages.ts'
import { readRobot, readRobots } from '#db/reads/messages.ts'
import { uuidV7 } from '#db/uuid-v7.ts'
import { addRobot, changeRobot, removeRobot } from '#db/writes/keep-robots.ts'
import { Robot, RobotChangeRequest, RobotList, RobotRequest, RobotTest } from '../contract/messages.ts'
import { Id } from '../contract/primitives.ts'
import { demand, notFound, seenStore } from '../door/access.ts'
import { openWithHouseKey, sealWithHouseKey } from '../door/seal.ts'
import type { House, Route } from '../house.ts'
import { NotSent } from '../messages/post-webhook.ts'
import { sendToRobot } from '../messages/robot-post.ts'
import { Problem } from '../problem.ts'
import type { Caller } from '../policy.ts'
import { may } from '../policy.ts'
import { problems } from './answers.ts'

const ofStore = z.strictObject({ storeId: Id })
const ofRobot = z.strictObject({ robotId: Id })

/** GET and POST /stores/{storeId}/robots: the chat robots of a store. */
export const storeRobots: Route = (app, house) => {
  const url = '/api/v1/stores/:storeId/robots'
  app.route({
    method: 'GET',
    url,
    config: { right: 'message.manage' },
    schema: { tags: ['messages'], summary: 'Robots', params: ofStore, response: { 200: RobotList, ...problems } },
    handler: async (request) => {
      const storeId = seenStore(request.caller, request.params.storeId)
      demand(request, 'message.manage', { storeId })
      return { items: (await readRobots(house.deps.db, storeId)).map((robot) => shownRobot(house, robot)) }
    },
  })
  app.route({
    method: 'POST',
    url,
    config: { right: 'message.manage' },
    schema: {
      tags: ['messages'],
      summary: 'Add a robot',
      params: ofStore,
      body: RobotRequest,
      response: { 201: Robot, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const storeId = seenStore(request.caller, request.params.storeId)
        demand(request, 'message.manage', { storeId })
        const { kind, name, url: address, secret } = request.body
        const id = uuidV7()
        const sealed = {
          urlSealed: sealedAddress(house, id, address),
          secretSealed: secret === undefined ? null : sealWithHouseKey(house.deps.piiKey, id, secret),
        }
        const robot = { id, storeId, kind, name, ...sealed, disabledAt: null }
        await addRobot(house.deps.db, { ...robot, createdBy: request.caller.personId })
        return { status: 201, body: shownRobot(house, robot) }
      }),
  })
}

/** PUT /robots/{robotId}: changes its name, address or secret, or switches it off or on. */
export const changeStoreRobot: Route = (app, house) => {
  app.route({
    method: 'PUT',
    url: '/api/v1/robots/:robotId',
    config: { right: 'message.manage' },
    schema: {
      tags: ['messages'],
      summary: 'Change a robot',
      params: ofRobot,
      body: RobotChangeRequest,
      response: { 200: Robot, ...problems },
    },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const robot = await managedRobot(house, request.caller, request.params.robotId)
        const { name, enabled, url, secret } = request.body
        const secretSealed = typeof secret === 'string' ? sealWithHouseKey(house.deps.piiKey, robot.id, secret) : secret
        await changeRobot(
          house.deps.db,
          robot,
          {
            name,
            enabled,
            ...(url === undefined ? {} : { urlSealed: sealedAddress(house, robot.id, url) }),
            ...(secretSealed === undefined ? {} : { secretSealed }),
          },
          request.caller.personId,
        )
        const changed = await managedRobot(house, request.caller, robot.id)
        return { status: 200, body: shownRobot(house, changed) }
      }),
  })
}

/** DELETE /robots/{robotId}: takes a robot away; what waits for it is given up. */
export const removeStoreRobot: Route = (app, house) => {
  app.route({
    method: 'DELETE',
    url: '/api/v1/robots/:robotId',
    config: { right: 'message.manage' },
    schema: { tags: ['messages'], summary: 'Remove a robot', params: ofRobot, response: { 200: Robot, ...problems } },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const robot = await managedRobot(house, request.caller, request.params.robotId)
        await removeRobot(house.deps.db, robot, request.caller.personId)
        return { status: 200, body: shownRobot(house, robot) }
      }),
  })
}

/** POST /robots/{robotId}/test: sends a test message at once and says what the robot answered. */
export const testRobot: Route = (app, house) => {
  app.route({
    method: 'POST',
    url: '/api/v1/robots/:robotId/test',
    config: { right: 'message.manage' },
    schema: { tags: ['messages'], summary: 'Test a robot', params: ofRobot, response: { 200: RobotTest, ...problems } },
    handler: async (request, reply) =>
      house.once.write(request, reply, async () => {
        const robot = await managedRobot(house, request.caller, request.params.robotId)
        const { piiKey, now } = house.deps
        const { publicUrl, allowInner } = house.messages
        const open = {
          kind: robot.kind,
          url: openWithHouseKey(piiKey, robot.urlSealed),
          secret: robot.secretSealed === null ? null : openWithHouseKey(piiKey, robot.secretSealed),
        }
        const title = '章法：测试消息 / Zhangfa: test message'
        const message = { title, lines: [{ text: request.caller.name, link: publicUrl }] }
        try {
          await sendToRobot(open, message, Date.parse(now()), allowInner)
          return { status: 200, body: { sent: true, error: null } }
        } catch (error) {
          if (!(error instanceof NotSent)) throw error
          return { status: 200, body: { sent: false, error: error.message } }
        }
      }),
  })
}

/** A robot of a store the caller manages. Error: NOT_FOUND. */
async function managedRobot(house: House, caller: Caller, id: string): Promise<SealedRobot> {
  const robot = await readRobot(house.deps.db, id)
  if (!robot || !may(caller, 'message.manage', { storeId: robot.storeId })) throw notFound(`robot ${id}`)
  return robot
}

function shownRobot(house: House, { id, storeId, kind, name, urlSealed, secretSealed, disabledAt }: SealedRobot) {
  const address = new URL(openWithHouseKey(house.deps.piiKey, urlSealed)).host
  return { id, storeId, kind, name, address, signed: secretSealed !== null, enabled: disabledAt === null }
}

/** A robot's address, sealed. Error: INVALID_URL when it is not https. */
function sealedAddress(house: House, id: string, address: string): string {
  if (!address.startsWith('https://') && !house.messages.allowInner) throw notHttps()
  return sealWithHouseKey(house.deps.piiKey, id, address)
}

function notHttps(): Problem {
  return new Problem('INVALID_URL', 'A robot is called over https only. Copy its address from the chat group.', {
    errors: [{ pointer: '/url', code: 'INVALID_URL', detail: 'does not begin with https://' }],
  })
}
