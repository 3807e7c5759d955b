/**
 * What the overview needs when the user acts, or while a trial runs. It is a LuCI module of its own, which the browser fetches then: a look
 * at the page costs less.
 */
export { loadFirewall } from './apply/load-firewall.ts';
export { trialController } from './apply/trial-controller.ts';
export { confirmDespiteConflicts } from './conflict-dialog.ts';
export { exceptionsForm } from './exceptions/exceptions-form.ts';
export { flushOffloaded } from './exceptions/flush.ts';
export { measurer } from './measure/measurer.ts';
export { deleteResults, saveResult } from './measure/save-result.ts';
export { openRepairDialog } from './repair/repair-dialog.ts';
