import { adjustStock } from './adjust-stock.ts'
import type { Automation } from './automation.ts'
import { withdrawRole } from './withdraw-role.ts'

/** Every automation a playbook may name, by that name. */
export const automations: Readonly<Record<string, Automation>> = { adjustStock, withdrawRole }
