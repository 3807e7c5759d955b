/** What a page needs of the kept results. It is a LuCI module of its own, which the browser fetches once the router keeps some. */
export { recall } from '../../model/memory.ts';
export { keptTable } from './kept-table.ts';
