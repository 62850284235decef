import { describe, expect, test } from 'vitest'
import { isInnerAddress, NotSent, postWebhook } from '#api/messages/post-webhook.ts'
import { robotPost } from '#api/messages/robot-post.ts'

const message = { title: '新任务', lines: [{ text: '看 [这里](http://evil)', link: 'https://shop.example/tasks/t' }] }
const nowMs = 1_700_000_000_000

/** Both signatures were computed with another program. */
describe('what a robot is sent', () => {
  test('DingTalk: signed in the address, secret as key, milliseconds and secret as text', () => {
    const url = 'https://oapi.dingtalk.com/robot/send?access_token=abc'
    const post = robotPost({ kind: 'dingtalk', url, secret: 'SECtest' }, message, nowMs)
    expect(post.url).toBe(`${url}&timestamp=1700000000000&sign=aZLLrriXgn05YbwaGR7knYsLeJADjr9NwLaNNKpxh4g%3D`)
    const text = '**新任务**\n\n- 看 ［这里］(http://evil) [查看](https://shop.example/tasks/t)'
    expect(post.body).toEqual({ msgtype: 'markdown', markdown: { title: '新任务', text } })
  })

  test('Feishu: signed in the body, seconds and secret as key, nothing as text', () => {
    const url = 'https://open.feishu.cn/open-apis/bot/v2/hook/abc'
    const post = robotPost({ kind: 'feishu', url, secret: 'SECtest' }, message, nowMs)
    expect(post.url).toBe(url)
    expect(post.body).toMatchObject({
      timestamp: '1700000000',
      sign: 'G7XpBpG8NgG02fJOAhX6FRAObIljmFoxVReo8I62pEk=',
      msg_type: 'post',
    })
  })

  test('WeCom: not signed, and no more bytes than it takes', () => {
    const url = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abc'
    const lines = Array.from({ length: 60 }, (_, n) => ({
      text: '很长的一条提醒'.repeat(4),
      link: `https://shop.example/${n}`,
    }))
    const post = robotPost({ kind: 'wecom', url, secret: null }, { title: '提醒', lines }, nowMs)
    expect(post.url).toBe(url)
    const { content } = (post.body as { markdown: { content: string } }).markdown
    expect(Buffer.byteLength(content)).toBeLessThanOrEqual(4_096)
    expect(content).toMatch(/另有 \d+ 条/)
  })
})

describe('where robots may lie', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '::1',
    'fd00::1',
    'fe80::1',
    '::ffff:10.0.0.1',
    '0.0.0.0',
  ])('%s lies inside', (address) => expect(isInnerAddress(address)).toBe(true))
  test.each(['203.119.1.1', '8.8.8.8', '172.32.0.1', '2400:3200::1'])('%s lies outside', (address) =>
    expect(isInnerAddress(address)).toBe(false),
  )
  test.each([
    ['http://oapi.dingtalk.com/x', 'NOT_HTTPS'],
    ['https://127.0.0.1/x', 'PRIVATE_ADDRESS'],
    ['https://[::1]/x', 'PRIVATE_ADDRESS'],
    ['https://2130706433/x', 'PRIVATE_ADDRESS'],
    ['https://localhost/x', 'PRIVATE_ADDRESS'],
  ])('%s is not called: %s', async (url, code) => {
    const sent = async () => postWebhook(url, {}, false)
    await expect(sent()).rejects.toThrow(code)
    await expect(sent()).rejects.toBeInstanceOf(NotSent)
  })
})
