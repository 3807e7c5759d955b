/** What a page needs of the stored results. It is a LuCI module of its own, which the browser fetches once the router has stored some. */
export { recall } from '../../model/memory.ts';
export { storedResultsTable } from './stored-results-table.ts';
