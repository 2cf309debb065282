// The order sheets of a plan, as data and as pages to print.

export { type Orders, ordersOf, ordersToJson } from './orders.ts'
export { ordersPage } from './page.ts'
