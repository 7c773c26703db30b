// The addresses about connected accounts: made, looked up, and the page where their owner finishes them.
import { accountCreateShape, accountLinkShape, createAccount, createAccountLink, findAccount } from "./accounts.ts";
import { none, type Endpoint } from "./endpoint.ts";

export const ACCOUNT_ENDPOINTS: readonly Endpoint[] = [
  {
    method: "POST",
    path: /^\/v1\/accounts$/,
    shape: accountCreateShape,
    answer: (world, form) => createAccount(world, form),
  },
  {
    method: "GET",
    path: /^\/v1\/accounts\/(\w+)$/,
    shape: none,
    answer: (world, _form, id) => findAccount(world, id),
  },
  {
    method: "POST",
    path: /^\/v1\/account_links$/,
    shape: accountLinkShape,
    answer: (world, form) => createAccountLink(world, form),
  },
];
