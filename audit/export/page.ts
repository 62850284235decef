import type { ExportMaterial } from './material.ts'

const style = `
  body { font: 15px/1.6 "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif; margin: 2rem auto; max-width: 48rem; padding: 0 1rem; color: #111; background: #fff }
  h1 { font-size: 1.5rem } h2 { font-size: 1.1rem; margin-top: 2rem } code, pre { overflow-wrap: anywhere; white-space: pre-wrap; background: #f2f2f2; padding: .1rem .3rem }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem } dt { color: #444 } dd { margin: 0 }`

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The page of an export that tells a reader, in Chinese and English, what lies here and how it is checked. */
export function exportPage(material: ExportMaterial, counts: Readonly<Record<string, number>>): string {
  const facts = [
    ...Object.entries(material.about).filter(([, value]) => value !== null),
    ['log', material.origin],
    ['events', String(counts['events'])],
    ['acts of the house 管理操作', String(counts['house'])],
    ['by hash only 仅哈希', String(counts['others'])],
    ['checkpoints 检查点', String(material.checkpoints.length)],
  ] as [string, string][]
  const rows = facts.map(([name, value]) => `<dt>${escape(name)}</dt><dd>${escape(value)}</dd>`).join('\n')
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>审计导出 · Export of the history</title><style>${style}</style></head><body>
<h1>审计导出 · Export of the history</h1>
<dl>${rows}</dl>
<h2>怎样核验</h2>
<p>不必相信我们，也不必联网。在此文件夹中运行其中任一程序（两者互不依赖）：</p>
<pre>node verify.mjs --known 你手中的检查点文件夹
python3 verify.py --known 你手中的检查点文件夹</pre>
<p>程序会指出第一处被改动的记录。公钥请用事先拿到的：<code>--key</code>。</p>
<h2>How to check it</h2>
<p>Trust nobody for it, and no network. Run either program in this folder; neither knows the other:</p>
<pre>node verify.mjs --known folder-of-notes-you-hold
python3 verify.py --known folder-of-notes-you-hold</pre>
<p>They name the first entry that was touched. Give the public keys you were handed before with <code>--key</code>.</p>
<h2>文件 · Files</h2>
<p><code>events.jsonl</code> 流程记录 events of runs · <code>admin.jsonl</code> 管理操作 acts of the house · <code>others.jsonl</code> 其他记录的哈希 hashes of what is not shown ·
<code>checkpoints/</code> 已签名检查点 signed checkpoints · <code>proofs/</code> 证明 proofs · <code>keys/</code> 公钥 public keys · <code>definitions/</code> 剧本 playbooks ·
<code>evidence.jsonl</code> 凭证及哈希 evidence and its hashes · <code>events.csv</code> 表格 the events as a table · <code>manifest.json</code> 清单 what belongs here</p>
</body></html>
`
}
