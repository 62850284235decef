import { openSigningKey } from '#audit/keys.ts'
import { auditKeyOf } from './launcher/audit-keys.ts'
import { openDataFolder } from './stack/data-folder.ts'

/** `zhangfa log-key`: the public part of the key that signs checkpoints, as witnesses and auditors are given it. */
const folder = openDataFolder(process.env['ZHANGFA_HOME'] ?? '.zhangfa')
console.log(openSigningKey(Buffer.from(auditKeyOf(folder, 'log', process.env), 'base64'), 'log').verifier)
